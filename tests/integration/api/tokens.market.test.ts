import { describe, expect, it } from 'vitest';
import * as history from '@/app/api/v1/tokens/[id]/history/route';
import * as token from '@/app/api/v1/tokens/[id]/route';
import * as tokens from '@/app/api/v1/tokens/route';
import * as gradesCsv from '@/app/(market)/grades.csv/route';
import * as tokensCsv from '@/app/(market)/tokens.csv/route';
import { activeDataset } from '@/lib/data/dataset';
import { pool } from '@/lib/data/pool';
import { FEATURES } from '@/lib/domain/features/registry';
import { TOKEN_SORTS, type TokenListItem } from '@/lib/schemas/api/tokens';
import { callApi } from '../../support/api-routes';

async function page(query: string): Promise<{ readonly tokens: TokenListItem[]; readonly next: string | null }> {
  const response = await callApi(tokens, 'GET', `/tokens${query}`);
  expect(response.status).toBe(200);
  return (await response.json()) as { tokens: TokenListItem[]; next: string | null };
}

async function all(query: string): Promise<TokenListItem[]> {
  const found: TokenListItem[] = [];
  for (let next: string | null = ''; next !== null; ) {
    const part = await page(`?limit=37&${query}${next === '' ? '' : `&cursor=${next}`}`);
    found.push(...part.tokens);
    next = part.next;
  }
  return found;
}

const one = (id: string, query = '') => callApi(token, 'GET', `/tokens/${id}${query}`, { params: { id } });
const past = (id: string, query = '') => callApi(history, 'GET', `/tokens/${id}/history${query}`, { params: { id } });

describe('GET /tokens', () => {
  it.each(TOKEN_SORTS)('pages through everything once, sorted by %s, missing last', async (sort) => {
    const everything = await all(`sort=${sort}&order=desc`);
    const dataset = await activeDataset();
    expect(new Set(everything.map((item) => item.id)).size).toBe(everything.length);
    expect(everything.length).toBe(dataset?.assets);
    const values = everything.map((item) => item[sort]);
    const known = values.filter((value) => value !== null);
    expect(values.slice(known.length).every((value) => value === null)).toBe(true);
    const comparable = known.map((value) => (['symbol', 'name', 'rating'].includes(sort) ? String(value).toLowerCase() : Number(value)));
    comparable.forEach((value, i) => expect(i === 0 || value <= (comparable[i - 1] as typeof value)).toBe(true));
  });

  it('filters by text, sector and rating', async () => {
    expect((await all('query=BITCOIN')).map((item) => item.id)).toContain('bitcoin');
    const sector = await all('sector=layer-1');
    expect(sector.length).toBeGreaterThan(0);
    expect(sector.every((item) => item.sectors.includes('layer-1'))).toBe(true);
    expect((await all('rating=hold')).every((item) => item.rating === 'hold')).toBe(true);
  });

  it.each(['?sort=luck', '?order=up', '?limit=0', '?limit=501', '?limit=ten', '?rating=strong', '?consensus=magic', '?cursor=made-up', '?colour=red'])('refuses %s', async (query) => {
    const response = await callApi(tokens, 'GET', `/tokens${query}`);
    expect(response.status).toBe(422);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
  });

  it('finds, sorts and shows by the value or the percentile of any feature', async () => {
    const { rows } = await pool.query<{ id: string; value: number; grade: number }>(
      `SELECT f.asset_id AS id, f.values[p.place] AS value, f.grades[p.place] AS grade FROM feature_row f JOIN score_state s ON s.dataset_id = f.dataset_id AND s.last_day = f.day
       JOIN feature_set t ON t.id = s.feature_set_id CROSS JOIN LATERAL (SELECT array_position(t.codes, 'momentum30d') AS place) AS p`,
    );
    const stored = new Map(rows.map((row) => [row.id, row]));
    const found = await all('sort=feature:momentum30d&features=trend50d&where=percentile:momentum30d%3E%3D60;marketCap%3E%3D1000000');
    expect(found.map(({ id }) => id).sort()).toEqual((await all('')).filter(({ id, marketCap }) => (stored.get(id)?.grade ?? 0) >= 60 && Number(marketCap) >= 1e6).map(({ id }) => id).sort());
    expect(found.length).toBeGreaterThan(20);
    found.forEach(({ id, features }, i) => {
      expect(features?.momentum30d).toEqual({ value: stored.get(id)?.value, grade: stored.get(id)?.grade });
      expect(features).toHaveProperty('trend50d');
      if (i > 0) expect(features?.momentum30d?.value as number).toBeLessThanOrEqual(found[i - 1]?.features?.momentum30d?.value as number);
    });
    const byGrade = (await all('sort=percentile:momentum30d')).map(({ features }) => features?.momentum30d?.grade ?? null);
    expect(byGrade.slice(byGrade.indexOf(null)).every((grade) => grade === null)).toBe(true);
  });

  it('knows a feature that nothing feeds as missing everywhere', async () => {
    const { rows } = await pool.query<{ codes: string[] }>('SELECT codes FROM feature_set AS t JOIN score_state AS s ON s.feature_set_id = t.id');
    const code = FEATURES.find((feature) => !rows[0]?.codes.includes(feature.code))?.code ?? '';
    expect((await page(`?limit=3&features=${code}`)).tokens.map(({ features }) => features?.[code])).toEqual(Array(3).fill({ value: null, grade: null }));
    expect((await page(`?where=feature:${code}%3E%3D0`)).tokens).toEqual([]);
  });

  it.each(['?sort=feature:luck', '?sort=percentile:__proto__', '?features=momentum30d,luck', `?features=${Array(30).fill('mvrv').map((code, i) => code + i).join(',')}`, '?where=price', '?where=luck%3E%3D1', '?where=feature:luck%3E%3D1', '?where=price%3E%3Dcheap'])('refuses %s', async (query) => {
    expect((await callApi(tokens, 'GET', `/tokens${query}`)).status).toBe(422);
  });

  it('refuses a cursor of another sort', async () => {
    const { next } = await page('?limit=5&sort=name');
    expect((await callApi(tokens, 'GET', `/tokens?limit=5&sort=rank&cursor=${next}`)).status).toBe(422);
  });
});


describe('CSV', () => {
  const lines = async (response: Response) => (await response.text()).trim().split('\r\n').map((line) => line.split(','));

  it('of the screener has every feature where it is asked for', async () => {
    const [head = [], first = []] = await lines(await tokensCsv.GET(new Request('http://here/tokens.csv?features=all&q=bitcoin')));
    expect(head.filter((field) => field.endsWith('Percentile')).length).toBeGreaterThan(40);
    expect(first).toHaveLength(head.length);
    const [plain = []] = await lines(await tokensCsv.GET(new Request('http://here/tokens.csv?columns=feature:mvrv,feature:momentum30d')));
    expect(plain.slice(-4)).toEqual(['momentum30d', 'momentum30dPercentile', 'mvrv', 'mvrvPercentile']);
  });

  it('of all grades of a stored day is what is stored', async () => {
    const { rows } = await pool.query<{ day: string; graded: number; grade: number }>(`SELECT day::text, count(*)::int AS graded, max(investor_grade) FILTER (WHERE asset_id = 'bitcoin') AS grade FROM grade_row GROUP BY day ORDER BY day DESC LIMIT 1 OFFSET 30`);
    const [{ day, graded, grade } = { day: '', graded: 0, grade: 0 }] = rows;
    const [head = [], ...all] = await lines(await gradesCsv.GET(new Request(`http://here/grades.csv?day=${day}`)));
    expect(all).toHaveLength(graded);
    expect(head).toEqual(expect.arrayContaining(['technicalGrade', 'technicalCoverage', 'rating', 'forecast', 'probability', 'signal', 'inputHash']));
    expect(Number(all.find(([id]) => id === 'bitcoin')?.[head.indexOf('investorGrade')])).toBe(grade);
    expect(new Set(all.map((line) => line.at(-2)))).toEqual(new Set([day]));
  });

  it.each([['?day=2021-02-30', 422], ['?day=yesterday', 422], ['?colour=red', 422], ['?day=1999-01-01', 404], ['', 200]])('of grades answers %s with %i', async (query, status) => {
    expect((await gradesCsv.GET(new Request(`http://here/grades.csv${query}`))).status).toBe(status);
  });
});
describe('GET /tokens/{id}', () => {
  it('answers for the last day, and for a day whose grades are not stored', async () => {
    const dataset = await activeDataset();
    const last = (await (await one('bitcoin')).json()) as { day: string; rank: number; lenses: unknown[] };
    expect(last).toMatchObject({ day: dataset?.lastDay, rank: 1, forecast: null, income: null });
    expect(last.lenses).toHaveLength(6);
    const firstDay = dataset?.firstDay ?? '';
    const early = await one('bitcoin', `?day=${new Date(Date.parse(firstDay) + 201 * 86_400_000).toISOString().slice(0, 10)}`);
    expect(early.status).toBe(200);
    expect(((await early.json()) as { priceDay: string | null }).priceDay).not.toBeNull();
  });

  it('says of a past day that a token stood outside the ranking, and of one that stood in it nothing', async () => {
    const day = new Date(Date.parse((await activeDataset())?.lastDay ?? '') - 30 * 86_400_000).toISOString().slice(0, 10);
    const told = async (id: string) => ((await (await one(id, `?day=${day}`)).json()) as { ungraded: string | null }).ungraded;
    expect([await told('tether'), await told('bitcoin')]).toEqual(['it stood outside the ranking on that day', null]);
  });

  it.each(['?day=2021-02-30', '?day=yesterday', '?day=1999-01-01', '?day=2999-01-01', '?days=2'])('refuses %s', async (query) => {
    expect((await one('bitcoin', query)).status).toBe(422);
  });

  it.each(['nobody', 'Bitcoin', '..%2f'])('knows no %s', async (id) => {
    expect((await one(id)).status).toBe(404);
    expect((await past(id)).status).toBe(404);
  });
});

describe('GET /tokens/{id}/history', () => {
  it('has every calendar day of its range, aligned', async () => {
    const dataset = await activeDataset();
    const to = dataset?.lastDay ?? '';
    const from = new Date(Date.parse(to) - 29 * 86_400_000).toISOString().slice(0, 10);
    const body = (await (await past('bitcoin', `?from=${from}&to=${to}`)).json()) as Record<string, unknown[]>;
    for (const name of ['days', 'close', 'volume', 'marketCap', 'investorGrade', 'traderGrade']) expect(body[name]).toHaveLength(30);
    expect([body.days?.[0], body.days?.[29]]).toEqual([from, to]);
    expect(body.close?.every((value) => typeof value === 'number')).toBe(true);
  });

  it('is the whole history without a range, and nulls outside of it', async () => {
    const whole = (await (await past('bitcoin')).json()) as { days: string[]; close: (number | null)[] };
    expect(whole.close[0]).not.toBeNull();
    const before = (await (await past('bitcoin', '?from=2009-02-01&to=2009-02-03')).json()) as { days: string[]; close: (number | null)[] };
    expect(before).toMatchObject({ days: ['2009-02-01', '2009-02-02', '2009-02-03'], close: [null, null, null] });
  });

  it.each(['?from=2021-02-02&to=2021-02-01', '?from=2021-13-01', '?from=0001-01-01&to=2021-01-01', '?from=0001-01-01', '?to=9999-12-31', '?at=2021-01-01'])('refuses %s', async (query) => {
    expect((await past('bitcoin', query)).status).toBe(422);
  });
});
