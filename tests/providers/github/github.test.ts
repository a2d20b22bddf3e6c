import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayNumber, isoDay } from '@/lib/domain/foundation/iso-day';
import { rememberAnswers, SourceMemory } from '@/lib/providers/http/remember';
import { githubAsset, githubName, repositoriesIn } from '@/lib/providers/github/name';
import { githubProvider, type GithubSetup } from '@/lib/providers/github/provider';
import { contributorsByDay, endedDays, issueHoursByDay, releasesByDay, weekFault } from '@/lib/providers/github/transform';
import { SourceError, type MetricRow } from '@/lib/providers/live-port';
import { plainNumber } from '@/lib/providers/plain-number';
import { answering, PLAIN, Status, type Answerer } from '../../support/source-answers';

/** A Wednesday; the week before ended on Saturday 2 May. */
const NOW = new Date('2026-05-06T00:20:00Z');
const TODAY = dayNumber(isoDay('2026-05-06'));
const SPAN = { from: isoDay('2026-04-20'), to: isoDay('2026-05-05') };
const sunday = (day: string): number => dayNumber(isoDay(day)) * 86_400;
const NAME = 'kelp kelp/core';

const about = (name: string, more: object = {}): object => ({ full_name: name, created_at: '2026-01-01T10:00:00Z', stargazers_count: 120, ...more });
const week = (day: string, days: readonly number[]): object => ({ week: sunday(day), total: days.reduce((sum, n) => sum + n, 0), days });
const WEEKS = [week('2026-04-19', [1, 2, 3, 4, 5, 6, 7]), week('2026-04-26', [0, 0, 9, 0, 0, 0, 0]), week('2026-05-03', [4, 3, 0, 0, 0, 0, 0])];
const person = (login: string, counts: readonly number[], type = 'User'): object => ({ author: { login, type }, total: 9, weeks: counts.map((c, i) => ({ w: sunday('2026-04-19') + i * 604_800, a: 1, d: 1, c })) });
const PEOPLE = [person('ann', [1, 1, 1]), person('bob', [0, 2, 0]), person('renovate[bot]', [9, 9, 9], 'Bot'), person('kelp-bot', [9, 9, 9]), { author: null, total: 1, weeks: [{ w: sunday('2026-04-26'), c: 3 }] }];
const issue = (opened: string, closed: string | null, more: object = {}): object => ({ created_at: opened, updated_at: closed ?? opened, closed_at: closed, ...more });

type Answers = Readonly<Record<string, unknown>>;
const WHOLE: Answers = { '': about('kelp/core'), '/stats/commit_activity': WEEKS, '/stats/contributors': PEOPLE, '/releases': [], '/issues': [] };

function provider(answer: Answerer, setup: Partial<GithubSetup> = {}) {
  const { fetch, seen } = answering(answer);
  const slept: number[] = [];
  const made = githubProvider({ fetch, baseUrl: 'http://git.test', token: 'ghp_secret', memory: new SourceMemory(), sleep: (ms) => (slept.push(ms), Promise.resolve()), now: () => NOW, ...setup });
  return { made, seen, slept };
}

/** Answers by what comes after the repository. */
const repository = (answers: Answers): Answerer => (url) => answers[/^\/repos\/[^/]+\/[^/]+(.*)$/.exec(url.pathname)?.[1] ?? ''] ?? new Status(404, { message: 'Not Found' });
const valuesOf = (rows: readonly MetricRow[] | undefined, metric: string): Record<string, string> => Object.fromEntries((rows ?? []).filter((row) => row.metric === metric).map(({ day, value }) => [day, value]));

describe('GitHub is asked', () => {
  it('with the token, by its own SDK, about all that the features read', async () => {
    const { made, seen } = provider(repository(WHOLE));
    const taken = await made.metrics?.(NAME, SPAN);
    expect(seen.map(({ url }) => url.pathname)).toEqual(['/repos/kelp/core', '/repos/kelp/core/stats/commit_activity', '/repos/kelp/core/stats/contributors', '/repos/kelp/core/releases', '/repos/kelp/core/issues']);
    expect(seen[0]?.headers.get('authorization')).toBe('token ghp_secret');
    expect(seen.at(-1)?.url.search).toBe('?state=closed&sort=updated&direction=desc&since=2026-03-22T00%3A00%3A00Z&per_page=100');
    expect([...new Set(taken?.rows.map(({ metric }) => metric))]).toEqual(['DevStars', 'DevAgeDays', 'DevCommits', 'DevContributors', 'DevReleases']);
    expect(taken?.rows.every(({ externalId, value, day }) => externalId === NAME && PLAIN.test(value) && day <= SPAN.to)).toBe(true);
  });

  it('without a token about the first repository only, one page each', async () => {
    const { made, seen } = provider((url) => (url.pathname.endsWith('/releases') ? new Status(200, [], { link: '<http://git.test/repositories/1/releases?page=2>; rel="next"' }) : repository(WHOLE)(url)), { token: null });
    await made.metrics?.('kelp kelp/core kelp/tools', SPAN);
    expect(seen).toHaveLength(5);
    expect(seen.every(({ url, headers }) => url.pathname.startsWith('/repos/kelp/core') && !headers.has('authorization'))).toBe(true);
  });

  it('again while it computes, and later when that takes long; then for the rest', async () => {
    const memory = new SourceMemory();
    let busy = 2;
    const computing: Answerer = (url) => (url.pathname.includes('/stats/') && busy-- > 0 ? new Status(202, {}) : repository(WHOLE)(url));
    const first = provider(computing, { memory });
    expect(valuesOf((await first.made.metrics?.(NAME, SPAN))?.rows, 'DevCommits')['2026-04-28']).toBe('9');
    expect(first.slept).toEqual([1_500, 3_000]);

    busy = Number.POSITIVE_INFINITY;
    for (let attempt = 0; attempt < 3; attempt++) {
      await expect(provider(computing, { memory }).made.metrics?.(NAME, SPAN)).rejects.toMatchObject({ kind: 'failed', retryAt: null, message: 'GitHub is still computing DevCommits, DevContributors of kelp kelp/core: it is asked again later' });
    }
    const taken = await provider(computing, { memory }).made.metrics?.(NAME, SPAN);
    expect([...new Set(taken?.rows.map(({ metric }) => metric))]).toEqual(['DevStars', 'DevAgeDays', 'DevReleases']);
    expect(taken?.refused.map(({ subject, reason }) => [subject, reason])).toEqual([['kelp kelp/core DevCommits', 'kelp/core: not yet: GitHub is still computing it'], ['kelp kelp/core DevContributors', 'kelp/core: not yet: GitHub is still computing it']]);
  });

  it.each<[string, Status, string]>([
    ['204', new Status(204, null), 'GitHub has no statistics of it'],
    ['422', new Status(422, { message: 'Repository too large' }), 'GitHub answered 422: Repository too large'],
    ['404', new Status(404, { message: 'Not Found' }), 'no such repository, or none to be seen'],
    ['409', new Status(409, { message: 'Git Repository is empty.' }), 'GitHub answered 409: Git Repository is empty.'],
  ])('and takes %s for unknown, never for zero', async (_, status, reason) => {
    const { fetch } = answering(repository(WHOLE));
    const odd: typeof globalThis.fetch = (input, init) => (String(input).includes('/stats/commit_activity') ? Promise.resolve(new Response(status.status === 204 ? null : JSON.stringify(status.body), { status: status.status, headers: { 'content-type': 'application/json' } })) : fetch(input, init));
    const taken = await provider(() => '', { fetch: odd }).made.metrics?.(NAME, SPAN);
    expect(valuesOf(taken?.rows, 'DevCommits')).toEqual({});
    expect(taken?.refused).toMatchObject([{ subject: 'kelp kelp/core DevCommits', reason: `kelp/core: ${reason}` }]);
  });

  it('about a repository that is gone: nothing, by name', async () => {
    const { made, seen } = provider(() => new Status(404, { message: 'Not Found' }));
    expect(await made.metrics?.(NAME, SPAN)).toMatchObject({ rows: [], refused: [{ subject: 'kelp kelp/core (kelp/core)' }] });
    expect(seen).toHaveLength(1);
  });

  it.each<[string, unknown]>([['not as described', { full_name: 'kelp/core', created_at: 'once', stargazers_count: 1 }], ['a count as text', about('kelp/core', { stargazers_count: '12' })], ['less than nothing', about('kelp/core', { stargazers_count: -1 })], ['nothing', '']])('in vain where the answer is %s', async (_, body) => {
    await expect(provider(() => body).made.metrics?.(NAME, SPAN)).rejects.toMatchObject({ kind: 'garbled' });
  });

  it('and its errors stay what they were', async () => {
    const retryAt = new Date('2026-05-06T01:00:00Z');
    const limited = provider(() => {
      throw new SourceError('github', 'rate-limited', 'later', retryAt);
    });
    await expect(limited.made.metrics?.(NAME, SPAN)).rejects.toMatchObject({ name: 'SourceError', kind: 'rate-limited', retryAt });
  });

  it('page by page as the Link header says, but never elsewhere', async () => {
    const pages = (next: string): Answerer => (url) => {
      if (url.pathname === '/repositories/1/releases') return [{ draft: false, published_at: '2026-04-21T10:00:00Z' }];
      return url.pathname.endsWith('/releases') ? new Status(200, [{ draft: false, published_at: '2026-05-01T10:00:00Z' }], { link: `<${next}>; rel="next"` }) : repository(WHOLE)(url);
    };
    const good = await provider(pages('http://git.test/repositories/1/releases?page=2')).made.metrics?.(NAME, SPAN);
    expect(Object.entries(valuesOf(good?.rows, 'DevReleases')).filter(([, value]) => value !== '0')).toEqual([['2026-04-21', '1'], ['2026-05-01', '1']]);
    const away = provider(pages('http://evil.test/releases'));
    await expect(away.made.metrics?.(NAME, SPAN)).rejects.toMatchObject({ kind: 'garbled' });
    expect(away.seen.some(({ url }) => url.host === 'evil.test')).toBe(false);
  });

  it('for what has changed only', async () => {
    const memory = new SourceMemory();
    const { fetch, seen } = answering((url) => new Status(200, repository(WHOLE)(url), { etag: `"${url.pathname}"` }));
    const lazy: typeof globalThis.fetch = async (input, init) => {
      const answer = await fetch(input, init);
      return new Headers(init?.headers).has('if-none-match') ? new Response(null, { status: 304 }) : answer;
    };
    const made = (): GithubSetup['fetch'] => rememberAnswers(lazy, memory);
    const before = await provider(() => '', { fetch: made() }).made.metrics?.(NAME, SPAN);
    expect(await provider(() => '', { fetch: made() }).made.metrics?.(NAME, SPAN)).toEqual(before);
    expect(seen.map(({ headers }) => headers.get('if-none-match') !== null)).toEqual([...Array<boolean>(5).fill(false), ...Array<boolean>(5).fill(true)]);
  });
});

describe('a metric of developers', () => {
  const asked = async (answers: Answers, name = NAME) => provider(repository({ ...WHOLE, ...answers })).made.metrics?.(name, SPAN);

  it('commits: day by day, the running day left out', async () => {
    const commits = valuesOf((await asked({}))?.rows, 'DevCommits');
    expect(commits).toMatchObject({ '2026-04-20': '2', '2026-04-25': '7', '2026-04-27': '0', '2026-04-28': '9', '2026-05-04': '3', '2026-05-05': '0' });
    expect(commits).not.toHaveProperty('2026-05-06');
  });

  it('people: those of the last week that had ended, from the day it ended; no bots', async () => {
    const people = valuesOf((await asked({}))?.rows, 'DevContributors');
    expect(people).toEqual({ ...Object.fromEntries(['2026-04-25', '2026-04-26', '2026-04-27', '2026-04-28', '2026-04-29', '2026-04-30', '2026-05-01'].map((day) => [day, '1'])), ...Object.fromEntries(['2026-05-02', '2026-05-03', '2026-05-04', '2026-05-05'].map((day) => [day, '2'])) });
  });

  it('of several repositories: sums, people once, the oldest age; one that does not tell leaves it unknown', async () => {
    const two = (broken: boolean): Answerer => (url) => {
      if (broken && url.pathname === '/repos/kelp/tools/stats/commit_activity') return new Status(422, { message: 'no' });
      return url.pathname === '/repos/kelp/tools' ? about('kelp/tools', { created_at: '2025-01-01T00:00:00Z', stargazers_count: 3 }) : repository(WHOLE)(url);
    };
    const taken = await provider(two(false)).made.metrics?.('kelp kelp/core kelp/tools', SPAN);
    expect([valuesOf(taken?.rows, 'DevStars'), valuesOf(taken?.rows, 'DevCommits')['2026-04-28'], valuesOf(taken?.rows, 'DevContributors')['2026-05-02'], valuesOf(taken?.rows, 'DevAgeDays')['2026-04-20']]).toEqual([{ '2026-05-05': '123' }, '18', '2', '474']);
    const partly = await provider(two(true)).made.metrics?.('kelp kelp/core kelp/tools', SPAN);
    expect(valuesOf(partly?.rows, 'DevCommits')).toEqual({});
    expect(valuesOf(partly?.rows, 'DevStars')).toEqual({ '2026-05-05': '123' });
  });

  it('a repository under its old and its new name is one', async () => {
    expect(valuesOf((await asked({}, 'kelp old/core kelp/core'))?.rows, 'DevStars')).toEqual({ '2026-05-05': '120' });
  });

  it('hours to close: the median of 30 days, pull requests left out, unknown where few were closed', () => {
    const since = dayNumber(isoDay('2026-03-22'));
    const list = [issue('2026-05-01T00:00:00Z', '2026-05-01T10:00:00Z'), issue('2026-04-20T00:00:00Z', '2026-04-30T00:00:00Z'), issue('2026-04-29T00:00:00Z', '2026-04-29T02:00:00Z'), issue('2026-04-29T00:00:00Z', '2026-04-29T00:30:00Z', { pull_request: {} })] as never[];
    const days = endedDays(SPAN, isoDay('2026-05-06'));
    expect([...issueHoursByDay([{ list, whole: true }], since, days)]).toEqual(['2026-05-01', '2026-05-02', '2026-05-03', '2026-05-04', '2026-05-05'].map((day) => [dayNumber(isoDay(day)), 10]));
    expect([...issueHoursByDay([{ list, whole: false }], since, days)]).toEqual([]);
  });

  it('releases: none is known only as far as the list goes', () => {
    const days = [TODAY - 4, TODAY - 3, TODAY - 2, TODAY - 1];
    const list = [{ draft: false, published_at: '2026-05-04T00:00:00Z' }, { draft: true, published_at: null }, { draft: false, published_at: '2026-05-03T00:00:00Z' }];
    expect([...releasesByDay({ list, whole: false }, '2020-01-01T00:00:00Z', days)]).toEqual([[TODAY - 2, 1], [TODAY - 1, 0]]);
    expect([...releasesByDay({ list, whole: true }, '2026-05-03T00:00:00Z', days)]).toEqual([[TODAY - 3, 1], [TODAY - 2, 1], [TODAY - 1, 0]]);
    expect([...releasesByDay({ list: [], whole: false }, '2020-01-01T00:00:00Z', days)]).toEqual([]);
  });

  it('weeks that are none are refused', async () => {
    expect([weekFault({ week: sunday('2026-04-20'), total: 0, days: [0, 0, 0, 0, 0, 0, 0] }), weekFault({ week: sunday('2026-04-19'), total: 5, days: [0, 0, 0, 0, 0, 0, 0] })]).toEqual(['its week does not begin on a Sunday', 'its days do not add up to the week']);
    const taken = await asked({ '/stats/commit_activity': [...WEEKS, { week: 12, total: 0, days: [0, 0, 0, 0, 0, 0, 0] }] });
    expect(taken?.refused.map(({ about: day, reason }) => [day, reason])).toEqual([['12', 'its week does not begin on a Sunday']]);
  });

  it('is never negative, never without a day that ended', () => {
    const count = fc.integer({ min: 0, max: 50 });
    const people = fc.array(fc.record({ login: fc.constantFrom('ann', 'bob', 'eve', 'x[bot]'), counts: fc.array(count, { minLength: 0, maxLength: 6 }) }), { maxLength: 6 });
    fc.assert(
      fc.property(fc.array(people, { minLength: 1, maxLength: 3 }), (repositories) => {
        const days = contributorsByDay(repositories.map((some) => some.map(({ login, counts }) => person(login, counts)) as never), TODAY);
        return [...days].every(([, value]) => Number.isInteger(value) && value >= 0 && value <= 3) && [...days.keys()].every((day) => day < TODAY + 7);
      }),
      { numRuns: 1_000, seed: 11 },
    );
  });
});

describe('whatever lists GitHub gives', () => {
  const moment = fc.integer({ min: 0, max: 400 * 24 }).map((hours) => new Date(Date.UTC(2025, 3, 1) + hours * 3_600_000).toISOString());
  const closed = fc.record({ created_at: moment, updated_at: moment, closed_at: fc.option(moment) });
  const released = fc.record({ draft: fc.boolean(), published_at: fc.option(moment) });

  it('values are finite, not negative, plain, and of days asked for', () => {
    const days = endedDays(SPAN, isoDay('2026-05-06'));
    fc.assert(
      fc.property(fc.array(closed, { maxLength: 40 }), fc.array(released, { maxLength: 20 }), fc.boolean(), (issues, releases, whole) => {
        const hours = issueHoursByDay([{ list: issues, whole }], (days[0] ?? 0) - 29, days);
        const counts = releasesByDay({ list: releases, whole }, '2026-04-25T00:00:00Z', days);
        return [...hours, ...counts].every(([day, value]) => days.includes(day) && PLAIN.test(plainNumber(value)));
      }),
      { numRuns: 1_000, seed: 17 },
    );
  });

  it('what comes later does not change what was told of a day', () => {
    const days = endedDays(SPAN, isoDay('2026-05-06'));
    const since = (days[0] ?? 0) - 29;
    const next = { created_at: '2026-05-05T00:00:00Z', updated_at: '2026-05-06T09:00:00Z', closed_at: '2026-05-06T09:00:00Z' };
    fc.assert(
      fc.property(fc.array(closed, { maxLength: 40 }), (issues) => {
        const before = [...issueHoursByDay([{ list: issues, whole: true }], since, days)];
        return JSON.stringify(before) === JSON.stringify([...issueHoursByDay([{ list: [...issues, next], whole: true }], since, days)]);
      }),
      { numRuns: 300, seed: 19 },
    );
  });
});

describe('the name of an asset towards GitHub', () => {
  it('holds its id and its repositories', () => {
    const name = githubName('bitcoin', ['bitcoin/bitcoin', 'Bitcoin/Bitcoin', 'no repository', 'bitcoin/bips', 'a/b', 'c/d']) ?? '';
    expect(name).toBe('bitcoin Bitcoin/Bitcoin bitcoin/bips a/b');
    expect([githubAsset(name), repositoriesIn(name)]).toEqual(['bitcoin', ['Bitcoin/Bitcoin', 'bitcoin/bips', 'a/b']]);
    expect([githubName('kelp', []), githubName('kelp', ['https://github.com/a/b'])]).toEqual([null, null]);
  });
});
