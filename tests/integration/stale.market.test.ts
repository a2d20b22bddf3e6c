import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { prisma } from '@/lib/data/prisma';
import { pool } from '@/lib/data/pool';
import { listTransactions } from '@/lib/data/transactions';
import { holdingsCsv } from '@/components/indices/index-csv';
import { isoDay } from '@/lib/domain/foundation/iso-day';
import { transactionBodySchema } from '@/lib/schemas/api/ledger';
import type { ProfileAnswers } from '@/lib/schemas/plan';
import { listIndices, readIndex } from '@/lib/services/indices/read-indices';
import { readOverview } from '@/lib/services/overview/read-overview';
import { readPlanPage } from '@/lib/services/planning/read-plan-page';
import { saveProfile } from '@/lib/services/planning/profile';
import { readPortfolio } from '@/lib/services/portfolio/read-portfolio';
import { recordTransaction } from '@/lib/services/portfolio/record-transaction';
import { addSamplePortfolio } from '@/lib/services/portfolio/sample-portfolio';
import { acceptSuggestion } from '@/lib/services/rebalancing/accept-suggestion';
import { buildSuggestion } from '@/lib/services/rebalancing/build-suggestion';
import { suggestionCsv, suggestionJson } from '@/lib/services/rebalancing/export-suggestion';
import { readSuggestionPage } from '@/lib/services/rebalancing/read-suggestion-page';
import { answerToken } from '@/lib/services/tokens/answer-token';
import { listTokens } from '@/lib/services/tokens/list-tokens';

const ANSWERS = { age: 40, temperament: 'balanced', incomeStability: 'stable', investable: '150000', netWorth: '400000', monthlyExpenses: '3000', reserve: '25000', debts: [], horizonYears: 15 } satisfies ProfileAnswers;
const HOUR_MS = 3_600_000;

let userId: string;
let id: string;
let traded: string;
/** When the market's last day ended, in milliseconds. */
let ended: number;

const closesEnd = (asset: string, daysAgo: number): Promise<unknown> =>
  pool.query('UPDATE dataset_asset a SET last_day = d.last_day - $2::integer FROM dataset d WHERE d.active AND a.dataset_id = d.id AND a.asset_id = $1', [asset, daysAgo]);
const hoursLater = (hours: number) => ({ now: () => new Date(ended + hours * HOUR_MS) });
const refusal = { ok: false, status: 409, message: expect.stringMatching(/Past 48 hours nothing is advised\. Look at the new suggestion\.$/) as string };

beforeAll(async () => {
  const { lastDay } = await prisma.dataset.findFirstOrThrow({ where: { active: true } });
  ended = (lastDay as Date).getTime() + 24 * HOUR_MS;
});

beforeEach(async () => {
  userId = (await prisma.user.create({ data: { email: `${randomUUID()}@example.org`, passwordHash: 'x' } })).id;
  await saveProfile(userId, ANSWERS);
  await addSamplePortfolio(userId);
  const built = await buildSuggestion(userId, { invest: '5000' });
  if (!built?.snapshot || !built.result.ok) throw new Error('no suggestion');
  id = built.snapshot.id;
  traded = built.result.value.trades[0]?.asset ?? '';
});
afterEach(async () => {
  await closesEnd(traded, 0);
  await pool.query('UPDATE dataset SET live = false WHERE active');
});

describe('a suggestion whose prices have gone stale since', () => {
  it('is refused with the reason, books nothing, and can be accepted once newer closes are there', async () => {
    const before = (await listTransactions(userId)).length;
    await closesEnd(traded, 3);
    expect(await acceptSuggestion(userId, id)).toMatchObject({ ...refusal, message: expect.stringContaining(`of ${traded}, its last close is 3 days old`) as string });
    expect(await listTransactions(userId)).toHaveLength(before);
    await closesEnd(traded, 0);
    expect(await acceptSuggestion(userId, id)).toMatchObject({ ok: true });
  });

  it('says so on its page and in its files, until it is settled', async () => {
    expect((await readSuggestionPage(userId, id))?.stale).toEqual([]);
    await closesEnd(traded, 3);
    expect((await readSuggestionPage(userId, id))?.stale).toEqual([{ asset: traded, state: 'stale', reason: 'stale', ageHours: 72 }]);
    expect((await suggestionCsv(userId, id))?.split('\r\n').filter((line) => line.includes('its last close is 3 days old'))).toHaveLength(1);
    expect(JSON.parse((await suggestionJson(userId, id)) ?? '{}')).toMatchObject({ stale: [{ asset: traded }] });
    await closesEnd(traded, 0);
    await acceptSuggestion(userId, id);
    await closesEnd(traded, 3);
    expect((await readSuggestionPage(userId, id))?.stale).toEqual([]);
  });

  it('is refused as a whole where no source of a live market told anything for 48 hours', async () => {
    await pool.query('UPDATE dataset SET live = true WHERE active');
    expect(await acceptSuggestion(userId, id, hoursLater(48.1))).toMatchObject(refusal);
    expect(await acceptSuggestion(userId, id, hoursLater(47.9))).toMatchObject({ ok: true });
  });

  it('gives way to a new one that can be accepted, also where only a token outside the plan went stale', async () => {
    const planned = new Set((await readSuggestionPage(userId, id))?.suggestion.request.targets.map(({ asset }) => asset));
    const { tokens } = await listTokens({ sort: 'rank', limit: 500 });
    traded = tokens.find(({ id: each, kind, price }) => !planned.has(each) && kind === 'coin' && price !== null)?.id ?? '';
    const day = isoDay(new Date(ended - 24 * HOUR_MS).toISOString().slice(0, 10));
    expect(await recordTransaction(userId, transactionBodySchema.parse({ kind: 'buy', day, asset: traded, quantity: '1', price: '10', funded: true }), null)).toMatchObject({ ok: true });
    id = (await buildSuggestion(userId, { invest: '5000' }))?.snapshot?.id ?? '';
    await closesEnd(traded, 3);
    expect(await acceptSuggestion(userId, id)).toMatchObject(refusal);
    const built = await buildSuggestion(userId, { invest: '5000' });
    expect(await acceptSuggestion(userId, built?.snapshot?.id ?? '')).toMatchObject({ ok: true });
  });

  it('is accepted where what is stale was left alone from the start', async () => {
    await closesEnd(traded, 3);
    const built = await buildSuggestion(userId, { invest: '6000' });
    expect(built?.result.ok && built.result.value.deferred.map(({ asset }) => asset)).toContain(traded);
    expect(await acceptSuggestion(userId, built?.snapshot?.id ?? '')).toMatchObject({ ok: true });
  });
});

describe('a stale token elsewhere', () => {
  it('is marked among the plan’s targets, and in the portfolio keeps its last close with its day', async () => {
    const held = (await readPortfolio(userId))?.positions[0];
    await closesEnd(held?.asset ?? '', 3);
    const position = (await readPortfolio(userId))?.positions.find(({ asset }) => asset === held?.asset);
    await closesEnd(held?.asset ?? '', 0);
    expect(held?.freshness).toEqual({ state: 'fresh', reason: null, ageHours: 0 });
    expect([position?.freshness, Number(position?.lastClose?.price) > 0]).toEqual([{ state: 'stale', reason: 'stale', ageHours: 72 }, true]);
    expect(position?.lastClose?.day).toBe(new Date(ended - 96 * HOUR_MS).toISOString().slice(0, 10));
    const target = async () => (await readPlanPage(userId, null)).view?.targets?.rows[0];
    const wanted = await target();
    expect(wanted?.stale).toBe(false);
    await closesEnd(wanted?.asset ?? '', 3);
    expect(await target()).toEqual({ ...wanted, stale: true });
    await closesEnd(wanted?.asset ?? '', 0);
  });

  it('is said of each index that holds it, on its page, among all, beside the leads and in the file', async () => {
    const slug = 'large-cap-10';
    const [held] = (await readIndex(slug))?.holdings ?? [];
    const asset = held?.id ?? '';
    await closesEnd(asset, 3);
    const index = await readIndex(slug);
    const [{ indices }, overview] = await Promise.all([listIndices(), readOverview()]);
    await closesEnd(asset, 0);
    const why = [{ id: asset, name: held?.name, state: 'stale', reason: 'stale', ageHours: 72 }];
    expect([index?.stale, indices.find((each) => each.slug === slug)?.stale]).toEqual([why, why]);
    expect(index?.holdings[0]).toEqual({ ...held, rating: null });
    expect(holdingsCsv(index as NonNullable<typeof index>, 'x').split('\r\n').filter((line) => line.endsWith(',stale,72,x'))).toHaveLength(1);
    expect(overview?.tiers.find(({ tier }) => tier === 'conservative')?.lead).toMatchObject({ stale: 1, holdings: index?.holdings.length });
  });

  it('has no rating by the API and in the list, and keeps its numbers', async () => {
    const before = await answerToken('bitcoin', undefined);
    await closesEnd('bitcoin', 3);
    const after = await answerToken('bitcoin', undefined);
    // The list is kept while the content is the same.
    await pool.query(`UPDATE dataset SET content_hash = content_hash || '.' WHERE active`);
    const found = (await listTokens({ sort: 'rank', limit: 500, query: 'bitcoin' })).tokens.find(({ id: each }) => each === 'bitcoin');
    await pool.query(`UPDATE dataset SET content_hash = rtrim(content_hash, '.') WHERE active`);
    const past = await answerToken('bitcoin', isoDay(new Date(ended - 10 * 24 * HOUR_MS).toISOString().slice(0, 10)));
    await closesEnd('bitcoin', 0);
    expect(before?.rating).not.toBeNull();
    expect(after).toEqual({ ...before, rating: null, flags: [...(before?.flags ?? []), 'stale'], freshness: { state: 'stale', reason: 'stale', ageHours: 72 } });
    expect([found?.rating, found?.investorGrade, found?.flags.at(-1)]).toEqual([null, before?.investorGrade, 'stale']);
    // What was said on a past day was said at closes of that day.
    expect(past?.rating).not.toBeNull();
    expect(past).toMatchObject({ freshness: { state: 'fresh', reason: null, ageHours: 0 }, quote: null });
    expect(past?.flags).not.toContain('stale');
  });
});
