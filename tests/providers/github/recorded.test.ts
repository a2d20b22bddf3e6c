import { expect, it } from 'vitest';
import { dayNumber, isoDay } from '@/lib/domain/foundation/iso-day';
import { githubProvider } from '@/lib/providers/github/provider';
import { commitWeeksSchema, repositorySchema } from '@/lib/providers/github/schema';
import { commitsByDay, weekFault } from '@/lib/providers/github/transform';
import { SourceMemory } from '@/lib/providers/http/remember';
import { createSourceFetch } from '@/lib/providers/http/source-fetch';
import { withProviderSpecs } from '../../support/real-data';
import { answering, recordedBody, Status } from '../../support/source-answers';

withProviderSpecs('recorded answers of GitHub', (dir) => {
  const body = (file: string) => recordedBody(dir, 'github', file);
  const openGate = { take: () => Promise.resolve(), succeeded: () => Promise.resolve(), failed: () => Promise.resolve() };
  const setup = (fetch: typeof globalThis.fetch) => ({ fetch, baseUrl: 'http://git.test', token: null, memory: new SourceMemory(), sleep: () => Promise.resolve(), now: () => new Date('2019-10-05T04:28:02Z') });

  it.each(['repo-github-api-2019.json', 'repo-hello-world-2022.json', 'repo-unauthenticated-limit60.json'])('the repository of %s', (file) => {
    expect(repositorySchema.parse(body(file)).stargazers_count).toBeGreaterThanOrEqual(0);
  });

  it('a year of commits: 52 weeks that begin on Sundays, whose days add up', () => {
    const weeks = commitWeeksSchema.parse(body('stats-commit_activity-2019.json'));
    expect([weeks.length, weeks.map(weekFault).filter((fault) => fault !== null)]).toEqual([52, []]);
    expect([...commitsByDay(weeks).values()].reduce((sum, count) => sum + count, 0)).toBe(weeks.reduce((sum, { total }) => sum + total, 0));
    expect(commitsByDay(weeks).get(dayNumber(isoDay('2018-10-11')))).toBe(1);
  });

  it('metrics of a repository, where people are not told of', async () => {
    const answers: Record<string, unknown> = { '/repos/hub4j-test-org/github-api': body('repo-github-api-2019.json'), '/repos/hub4j-test-org/github-api/stats/commit_activity': body('stats-commit_activity-2019.json'), '/repos/hub4j-test-org/github-api/releases': [] };
    const { fetch } = answering((url) => answers[url.pathname] ?? new Status(404, { message: 'Not Found', documentation_url: 'https://docs.github.com/rest' }));
    const taken = await githubProvider(setup(fetch)).metrics?.('github-api hub4j-test-org/github-api', { from: isoDay('2019-09-01'), to: isoDay('2019-10-04') });
    expect([...new Set(taken?.rows.map(({ metric }) => metric))]).toEqual(['DevStars', 'DevAgeDays', 'DevCommits', 'DevReleases']);
    expect(taken?.rows.filter(({ metric }) => metric === 'DevCommits').map(({ day }) => day).at(-1)).toBe('2019-10-04');
    expect(taken?.refused.map(({ subject }) => subject)).toEqual(['github-api hub4j-test-org/github-api DevContributors', 'github-api hub4j-test-org/github-api DevIssueHours']);
  });

  it.each<[string, number, string, boolean]>([['error-429-secondary-limit.json', 429, 'rate-limited', true], ['error-401-bad-credentials-2020.json', 401, 'refused', false]])('the error %s', async (file, status, kind, waits) => {
    const { fetch } = answering(() => new Status(status, body(file), status === 429 ? { 'retry-after': '8' } : {}));
    const asked = createSourceFetch('github', openGate, { transport: fetch, attempts: 1 });
    const failed = await githubProvider(setup(asked)).metrics?.('a a/b', { from: isoDay('2019-09-01'), to: isoDay('2019-10-04') }).then(() => null, (error: unknown) => error);
    expect(failed).toMatchObject({ name: 'SourceError', kind });
    expect((failed as { retryAt: Date | null }).retryAt !== null).toBe(waits);
  });

  it('pages that a Link header names', async () => {
    const { fetch, seen } = answering((url) => {
      if (url.pathname === '/repos/a/b') return body('repo-hello-world-2022.json');
      if (url.searchParams.get('page') === '2') return [];
      return url.pathname.endsWith('/issues') ? new Status(200, (body('issues-page1-link-header-2022.json') as { created_at: string }[]).map((one) => ({ ...one, updated_at: one.created_at })), { link: '<http://git.test/repositories/1308968/issues?per_page=3&page=2>; rel="next", <http://git.test/repositories/1308968/issues?per_page=3&page=5>; rel="last"' }) : new Status(404, { message: 'Not Found' });
    });
    await githubProvider({ ...setup(fetch), token: 'ghp_x' }).metrics?.('a a/b', { from: isoDay('2019-09-01'), to: isoDay('2019-10-04') });
    expect(seen.map(({ url }) => url.pathname)).toContain('/repositories/1308968/issues');
  });
});
