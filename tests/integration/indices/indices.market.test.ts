import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import * as indexRoute from '@/app/api/v1/indices/[slug]/route';
import * as levelsRoute from '@/app/api/v1/indices/[slug]/levels/route';
import * as rebalancesRoute from '@/app/api/v1/indices/[slug]/rebalances/route';
import * as indicesRoute from '@/app/api/v1/indices/route';
import { activeDataset, type DatasetSummary } from '@/lib/data/dataset';
import { readIndexHashes } from '@/lib/data/indices';
import { loadPanel } from '@/lib/data/panel';
import { pool } from '@/lib/data/pool';
import { correlation } from '@/lib/domain/foundation/statistics';
import { METHODOLOGIES, methodologyOf } from '@/lib/domain/indices/methodologies/catalogue';
import type { Methodology } from '@/lib/domain/indices/methodology';
import { runIndex } from '@/lib/domain/indices/run-index';
import { dayOf, type MarketPanel } from '@/lib/domain/market/panel';
import { simpleReturns } from '@/lib/domain/performance/returns';
import type { IndexDetailShape, IndexLevelsShape, IndexRebalanceShape, IndexSummaryShape } from '@/lib/schemas/api/indices';
import { compareIndices } from '@/lib/services/indices/compare-indices';
import { computeIndices } from '@/lib/services/indices/compute-indices';
import { loadGradeSource } from '@/lib/services/scores/load-grade-source';
import { callApi } from '../../support/api-routes';
import { withMarketData } from '../../support/real-data';

let dataset: DatasetSummary;
beforeAll(async () => {
  const found = await activeDataset();
  if (!found) throw new Error('no market');
  dataset = found;
});

async function list(query = ''): Promise<IndexSummaryShape[]> {
  const response = await callApi(indicesRoute, 'GET', `/indices${query}`);
  expect(response.status).toBe(200);
  return ((await response.json()) as { indices: IndexSummaryShape[] }).indices;
}

async function read<T>(route: Parameters<typeof callApi>[0], slug: string, tail = ''): Promise<{ status: number; json: T }> {
  const response = await callApi(route, 'GET', `/indices/${slug}${tail}`, { params: { slug } });
  return { status: response.status, json: (await response.json()) as T };
}

describe('computed indices', () => {
  it('list every methodology in order, live or waiting with what is missing', async () => {
    const indices = await list();
    expect(indices.map(({ slug }) => slug)).toEqual(METHODOLOGIES.map(({ slug }) => slug));
    for (const index of indices) {
      expect(index.status === 'waiting').toBe(index.missing.length > 0);
      expect(index.status === 'waiting').toBe(index.level === null);
      expect(Math.abs(index.holdings.reduce((sum, { weight }) => sum + weight, index.cash) - 1)).toBeLessThan(1e-9);
    }
    expect((await list('?tier=aggressive')).every(({ tier }) => tier === 'aggressive')).toBe(true);
    const waiting = await read<IndexDetailShape>(indexRoute, 'defi-yield');
    expect(waiting).toMatchObject({ status: 200, json: { status: 'waiting', holdings: [], cash: 1, level: null } });
  });

  it('publish levels by day, from 1000, with what stands beside them', async () => {
    const { json: index } = await read<IndexDetailShape>(indexRoute, 'large-cap-10');
    const { json: levels } = await read<IndexLevelsShape>(levelsRoute, 'large-cap-10', '/levels');
    expect(levels.days[0]).toBe(index.startDay);
    expect(levels.days.at(-1)).toBe(dataset.lastDay);
    expect([levels.gross[0], levels.net[0], levels.unrebalanced[0]].map((level) => level?.toFixed(6))).toEqual(['1000.000000', '1000.000000', '1000.000000']);
    for (const series of [levels.gross, levels.bitcoin, levels.marketCap, levels.unrebalanced]) expect(series).toHaveLength(levels.days.length);
    levels.net.forEach((net, i) => expect(net).toBeLessThanOrEqual((levels.gross[i] as number) + 1e-9));
    const { json: part } = await read<IndexLevelsShape>(levelsRoute, 'large-cap-10', `/levels?from=${levels.days[5]}&to=${levels.days[7]}`);
    expect(part.days).toEqual(levels.days.slice(5, 8));
    expect(part.net).toEqual(levels.net.slice(5, 8));
    expect((await read(levelsRoute, 'large-cap-10', `/levels?from=${levels.days[7]}&to=${levels.days[5]}`)).status).toBe(422);
    expect((await read(levelsRoute, 'nothing', '/levels')).status).toBe(404);
  });

  it('explain every rebalance: weights sum to 1, every token has its reason', async () => {
    for (const { slug } of (await list()).filter(({ status }) => status === 'live')) {
      const { json: events } = await read<IndexRebalanceShape[]>(rebalancesRoute, slug, '/rebalances');
      const cap = methodologyOf(slug)?.caps;
      expect(events[0]?.kind).toBe('start');
      for (const event of events) {
        expect(Math.abs(event.trades.reduce((sum, { to }) => sum + to, event.cash) - 1)).toBeLessThan(1e-9);
        for (const { id, to, reason } of event.trades) {
          expect(reason.length).toBeGreaterThan(8);
          if (event.kind !== 'exit') expect(to).toBeLessThanOrEqual((cap?.assets?.[id] ?? cap?.asset ?? 0) + 1e-9);
        }
      }
    }
  });

  it('say on each rebalance whether a forecast had a part in it', async () => {
    let graded = 0;
    for (const { slug } of (await list()).filter(({ status }) => status === 'live')) {
      const methodology = methodologyOf(slug);
      const byGrade = methodology?.selection.by !== 'marketCap' || methodology.weighting.tilt !== undefined || methodology.universe.minInvestorGrade !== undefined;
      const { json: events } = await read<IndexRebalanceShape[]>(rebalancesRoute, slug, '/rebalances');
      const said = events.filter(({ kind }) => kind !== 'exit').map(({ notes }) => notes.filter((note) => /\(Rule 3\.5\)|market cap decided/.test(note)).length);
      expect(new Set(said), slug).toEqual(new Set([1]));
      graded += byGrade ? 1 : 0;
    }
    expect(graded).toBeGreaterThan(5);
  });

  it('stand beside each other over the days that all have', async () => {
    const { indices, days, levels, figures, overlap, bitcoin } = await compareIndices(['large-cap-10', 'defi', 'defi-yield', 'nothing'], 'all');
    expect(indices.map(({ slug }) => slug)).toEqual(['large-cap-10', 'defi']);
    expect([days[0], days.at(-1)]).toEqual([indices.map(({ startDay }) => startDay).sort().at(-1), dataset.lastDay]);
    for (const series of [...levels, bitcoin]) expect(series).toHaveLength(days.length);
    levels.forEach((net, i) => expect(figures[i]?.totalReturn).toBeCloseTo((net.at(-1) as number) / (net[0] as number) - 1, 12));
    expect((await compareIndices(['large-cap-10'], '1y')).figures[0]?.totalReturn).toBeCloseTo((await list()).find(({ slug }) => slug === 'large-cap-10')?.metrics?.totalReturn as number, 12);
    overlap.forEach((row, i) => row.forEach((share, j) => expect(share).toBeCloseTo(i === j ? 1 - (indices[i]?.cash as number) : (overlap[j]?.[i] as number), 9)));
    expect(await compareIndices([])).toMatchObject({ indices: [], days: [] });
  });

  it('are not computed twice from the same inputs, and give the same again when told to', async () => {
    expect(await computeIndices(dataset.id)).toMatchObject({ unchanged: true });
    const level = async (): Promise<unknown> => (await pool.query("SELECT md5(string_agg(slug || day || net || gross, ',' ORDER BY slug, day)) AS hash FROM index_level WHERE dataset_id = $1", [dataset.id])).rows[0];
    const [before, hashes] = [await level(), await readIndexHashes(dataset.id)];
    expect(await computeIndices(dataset.id, { force: true })).toMatchObject({ unchanged: false });
    expect(await level()).toEqual(before);
    expect(await readIndexHashes(dataset.id)).toEqual(hashes);
  });

  it('leave what was stored in place when a run is cut off', async () => {
    const count = async (): Promise<number> => Number((await pool.query('SELECT count(*) FROM index_level')).rows[0].count);
    const before = await count();
    const cutOff = computeIndices(dataset.id, { force: true, onProgress: (fraction) => { if (fraction > 0.5) throw new Error('cut off'); } });
    await expect(cutOff).rejects.toThrow('cut off');
    expect(await count()).toBe(before);
  });

  it('never hold what is not a coin or token of its own', async () => {
    const { rows } = await pool.query(
      `SELECT DISTINCT t->>'id' AS id, a.kind FROM index_event e CROSS JOIN LATERAL jsonb_array_elements(e.trades) t
       JOIN dataset_asset a ON a.dataset_id = e.dataset_id AND a.asset_id = t->>'id' WHERE a.kind NOT IN ('coin', 'token')`,
    );
    expect(rows).toEqual([]);
  });
});

withMarketData('indices of market-2021', (dir) => {
  let panel: MarketPanel;
  beforeAll(async () => {
    panel = await loadPanel(dataset.id);
  });

  it('start when their universe is wide enough', async () => {
    const start = new Map((await list()).map(({ slug, startDay }) => [slug, startDay ?? '']));
    expect(start.get('large-cap-10')).toMatch(/^2016-(07|08|09|10|11|12)-/);
    expect(start.get('broad-market-20')).toMatch(/^2017-/);
    expect([...start].filter(([, day]) => day === '').map(([slug]) => slug)).toEqual(['large-cap-staking', 'defi-yield', 'balanced-income']);
  });

  it('a square-root top 30 rebalanced monthly moves with the published CCi30 over 2021', async () => {
    const broad = methodologyOf('broad-market-20') as Methodology;
    const top30: Methodology = { ...broad, slug: 'sqrt-30', selection: { by: 'marketCap', count: 30 }, caps: { asset: 1, sector: null } };
    const run = runIndex(top30, { panel, grades: await loadGradeSource(dataset.id, panel), regimes: [] });
    if (!run.ok) throw new Error(run.reason);
    const { startRow, gross } = run.value;
    const ours = new Map(Array.from(gross, (level, i) => [dayOf(panel, startRow + i) as string, level]));
    const text = fs.readFileSync(path.join(dir, '../reference/cci30.csv'), 'utf8').trim().split('\n');
    const head = (text[0] as string).split(',');
    const [day, level] = [head.indexOf('day'), head.indexOf('level')];
    const both = text.slice(1).map((line) => line.split(',')).filter((row) => (row[day] as string) >= '2020-12-31' && (row[day] as string) <= '2021-12-30' && ours.has(row[day] as string)).sort((a, b) => ((a[day] as string) < (b[day] as string) ? -1 : 1));
    expect(both).toHaveLength(365);
    const theirs = simpleReturns(both.map((row) => Number(row[level])));
    const found = correlation(simpleReturns(both.map((row) => ours.get(row[day] as string) as number)), theirs);
    expect(found).toBeGreaterThanOrEqual(0.97);
  });
});
