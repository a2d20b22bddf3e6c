import { describe, expect, it } from 'vitest';
import * as history from '@/app/api/v1/tokens/[id]/history/route';
import * as token from '@/app/api/v1/tokens/[id]/route';
import * as tokens from '@/app/api/v1/tokens/route';
import { activeDataset } from '@/lib/data/dataset';
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

  it('refuses a cursor of another sort', async () => {
    const { next } = await page('?limit=5&sort=name');
    expect((await callApi(tokens, 'GET', `/tokens?limit=5&sort=rank&cursor=${next}`)).status).toBe(422);
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
