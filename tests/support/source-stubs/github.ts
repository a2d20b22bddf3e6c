import { createHash } from 'node:crypto';
import { DAY_MS, midnight, type StubMarket } from './stub-market';
import type { StubAnswer, StubRequest, StubSource } from './stub-server';

const WEEK_DAYS = 7;
const notFound: StubAnswer = { status: 404, body: { message: 'Not Found', documentation_url: 'https://docs.github.com/rest', status: '404' } };

/** Sunday 00:00 UTC at or before the day. */
const sunday = (day: number): number => day - ((day + 4) % WEEK_DAYS);

interface Repository {
  readonly id: number;
  readonly name: string;
  readonly born: number;
  readonly market: StubMarket;
  amount(name: string, most: number): number;
}

function repositoryOf(owner: string, name: string, market: StubMarket): Repository | null {
  const asset = market.assets.find(({ repository }) => repository === `${owner}/${name}`);
  return asset ? { id: 1_000 + asset.position, name: `${owner}/${name}`, born: asset.born, market, amount: (what, most) => Math.floor(most * market.chance(asset.id, what)) } : null;
}

const owner = (repository: Repository): Record<string, unknown> => ({ login: repository.name.split('/')[0], id: repository.id, node_id: 'x', avatar_url: '', gravatar_id: '', url: '', html_url: '', type: 'Organization', site_admin: false });

function about(repository: Repository): Record<string, unknown> {
  const stamp = (day: number): string => new Date(midnight(day)).toISOString().replace('.000', '');
  const stars = repository.amount('stars', 60_000);
  return {
    id: repository.id, node_id: 'x', name: repository.name.split('/')[1], full_name: repository.name, private: false, owner: owner(repository), html_url: `https://github.com/${repository.name}`, description: null, fork: false,
    url: '', created_at: stamp(repository.born), updated_at: stamp(repository.market.today() - 1), pushed_at: stamp(repository.market.today() - 1), homepage: null, size: 1_024, stargazers_count: stars, watchers_count: stars, language: 'Rust',
    has_issues: true, has_projects: true, has_downloads: true, has_wiki: true, has_pages: false, forks_count: repository.amount('forks', 9_000), mirror_url: null, archived: false, disabled: false, open_issues_count: repository.amount('open', 900), license: null,
    allow_forking: true, is_template: false, topics: [], visibility: 'public', forks: repository.amount('forks', 9_000), open_issues: repository.amount('open', 900), watchers: stars, default_branch: 'main', network_count: 9, subscribers_count: repository.amount('subscribers', 3_000),
  };
}

const commitsInWeek = (repository: Repository, week: number): number => repository.amount(`week ${week}`, 60);

function commitActivity(repository: Repository): unknown {
  const last = sunday(repository.market.today());
  return Array.from({ length: 52 }, (_, i) => last - (51 - i) * WEEK_DAYS).map((day) => {
    const total = commitsInWeek(repository, day);
    const days = Array.from({ length: WEEK_DAYS }, (_, i) => Math.floor(total / WEEK_DAYS) + (i < total % WEEK_DAYS ? 1 : 0));
    return { total, week: midnight(day) / 1_000, days };
  });
}

function participation(repository: Repository): unknown {
  const last = sunday(repository.market.today());
  const all = Array.from({ length: 52 }, (_, i) => commitsInWeek(repository, last - (51 - i) * WEEK_DAYS));
  return { all, owner: all.map((count) => Math.floor(count / 3)) };
}

/** Pages with the Link header that names the repository by its number. */
function paged(repository: Repository, what: string, list: readonly unknown[], { query, origin }: StubRequest): StubAnswer {
  const size = Math.min(100, Number(query.get('per_page') ?? 30));
  const page = Number(query.get('page') ?? 1);
  const last = Math.max(1, Math.ceil(list.length / size));
  const link = (to: number, rel: string): string => {
    const params = new URLSearchParams(query);
    params.set('page', String(to));
    return `<${origin}/repositories/${repository.id}/${what}?${params.toString()}>; rel="${rel}"`;
  };
  const links = [...(page < last ? [link(page + 1, 'next'), link(last, 'last')] : []), ...(page > 1 ? [link(page - 1, 'prev'), link(1, 'first')] : [])];
  return { ...(links.length > 0 ? { headers: { link: links.join(', ') } } : {}), body: list.slice((page - 1) * size, page * size) };
}

function contributors(repository: Repository): unknown[] {
  return Array.from({ length: 3 + repository.amount('people', 90) }, (_, i) => ({ login: `person-${i}`, id: i + 1, node_id: 'x', avatar_url: '', gravatar_id: '', url: '', html_url: '', type: i % 30 === 29 ? 'Bot' : 'User', site_admin: false, contributions: 900 - 9 * i }));
}

/** Weeks of each person, as far back as the commits of a week go: all of them in the first weeks, fewer later. */
function people(repository: Repository): unknown[] {
  const last = sunday(repository.market.today());
  return Array.from({ length: 3 + repository.amount('people', 9) }, (_, i) => {
    const weeks = Array.from({ length: 52 }, (_unused, back) => last - (51 - back) * WEEK_DAYS).map((day) => ({ w: midnight(day) / 1_000, a: 0, d: 0, c: Math.floor(commitsInWeek(repository, day) / (i + 2)) }));
    return { author: { login: `person-${i}`, id: i + 1, node_id: 'x', avatar_url: '', gravatar_id: '', url: '', html_url: '', type: i % 30 === 29 ? 'Bot' : 'User', site_admin: false }, total: weeks.reduce((sum, { c }) => sum + c, 0), weeks };
  });
}

function releases(repository: Repository): unknown[] {
  return Array.from({ length: 12 }, (_, i) => {
    const at = new Date(midnight(repository.market.today() - 20 - 30 * i)).toISOString().replace('.000', '');
    return { url: '', html_url: '', id: i + 1, tag_name: `v${12 - i}.0.0`, target_commitish: 'main', name: `v${12 - i}.0.0`, draft: false, prerelease: i % 5 === 4, created_at: at, published_at: at, assets: [], body: '' };
  });
}

function issues(repository: Repository, { query }: StubRequest): unknown[] {
  const since = query.has('since') ? Date.parse(query.get('since') ?? '') : 0;
  const list = Array.from({ length: 60 }, (_, i) => {
    const opened = midnight(repository.market.today() - 1 - i) + 3_600_000;
    const closed = i % 3 === 0 ? null : opened + Math.floor(DAY_MS * (0.2 + repository.market.chance(repository.name, i)));
    const text = (ms: number): string => new Date(ms).toISOString().replace('.000', '');
    return { id: 9_000 + i, number: 900 - i, title: `Issue ${i}`, user: { login: 'person-1', id: 2, type: 'User' }, labels: [], state: closed === null ? 'open' : 'closed', comments: i % 4, created_at: text(opened), updated_at: text(closed ?? opened), closed_at: closed === null ? null : text(closed), ...(i % 5 === 0 ? { pull_request: { url: '' } } : {}) };
  });
  const state = query.get('state') ?? 'open';
  return list.filter((issue) => (state === 'all' || issue.state === state) && Date.parse(issue.updated_at) >= since);
}

function answer(repository: Repository, rest: string, request: StubRequest): StubAnswer | undefined {
  switch (rest) {
    case '':
      return { body: about(repository) };
    case 'stats/commit_activity':
      return { body: commitActivity(repository) };
    case 'stats/participation':
      return { body: participation(repository) };
    case 'stats/contributors':
      return { body: people(repository) };
    case 'contributors':
      return paged(repository, rest, contributors(repository), request);
    case 'releases':
      return paged(repository, rest, releases(repository), request);
    case 'issues':
      return paged(repository, rest, issues(repository, request), request);
    default:
      return undefined;
  }
}

/** The first question for statistics is answered with 202, as GitHub does while it computes them. */
export function createGithub(): StubSource {
  const computed = new Set<string>();
  return (request, market) => {
    const limit = request.headers.authorization ? 5_000 : 60;
    const limits = { 'x-ratelimit-limit': String(limit), 'x-ratelimit-remaining': String(limit - 1), 'x-ratelimit-reset': String(Math.floor(market.now().getTime() / 1_000) + 3_600), 'x-ratelimit-used': '1', 'x-ratelimit-resource': 'core' };
    const [, byName, name = '', byNameRest = ''] = /^\/repos\/([^/]+)\/([^/]+)\/?(.*)$/.exec(request.path) ?? [];
    const [, byId, byIdRest = ''] = /^\/repositories\/(\d+)\/?(.*)$/.exec(request.path) ?? [];
    const [ownerName = '', repositoryName = ''] = byId ? (market.assets[Number(byId) - 1_000]?.repository ?? '/').split('/') : [byName ?? '', name];
    if (request.path === '/rate_limit') return { body: { resources: { core: { limit, remaining: limit, reset: 0 } }, rate: { limit, remaining: limit, reset: 0 } } };
    const repository = repositoryOf(ownerName, repositoryName, market);
    if (!repository) return { ...notFound, headers: limits };
    if (byNameRest.startsWith('stats/') && !computed.has(request.path)) {
      computed.add(request.path);
      return { status: 202, headers: limits, body: {} };
    }
    const found = answer(repository, byNameRest || byIdRest, request);
    if (!found) return { ...notFound, headers: limits };
    const etag = `"${createHash('sha256').update(JSON.stringify(found.body)).digest('hex').slice(0, 40)}"`;
    if (request.headers['if-none-match'] === etag) return { status: 304, headers: { ...limits, etag }, body: '' };
    return { ...found, headers: { ...limits, etag, ...found.headers } };
  };
}
