import { performance } from 'node:perf_hooks';
import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, describe, expect, it } from 'vitest';
import TokenPage from '@/app/(market)/tokens/[id]/page';
import { featureValue, missingWords } from '@/components/tokens/detail/feature-text';
import { readDataset, activeDataset, type DatasetSummary } from '@/lib/data/dataset';
import { loadPanel } from '@/lib/data/panel';
import { pool } from '@/lib/data/pool';
import { readScoreState } from '@/lib/data/scores';
import { readStoredGrades } from '@/lib/data/token-grades';
import { dayFromNumber } from '@/lib/domain/foundation/iso-day';
import { LENSES, LENS_NAMES } from '@/lib/domain/features/lens';
import { fedFeatures, FEATURES } from '@/lib/domain/features/registry';
import { createMarketView } from '@/lib/domain/features/view';
import { assetIndex, type MarketPanel } from '@/lib/domain/market/panel';
import { gradedUniverse } from '@/lib/domain/scores/graded-universe';
import { DAILY_GRADE_DAYS, firstDailyRow, isDeterminationRow, storedRows } from '@/lib/domain/scores/required-days';
import { gradeRows } from '@/lib/domain/scores/score-market';
import { formatDay, formatShortDay } from '@/lib/format/day';
import { formatGrade } from '@/lib/format/number';
import { computeScores } from '@/lib/services/scores/compute-scores';
import { featureSetHash, scoresInputHash } from '@/lib/services/scores/input-hash';
import { loadGradeSource } from '@/lib/services/scores/load-grade-source';
import { recomputeDay } from '@/lib/services/tokens/recompute-day';
import { readPeers } from '@/lib/services/tokens/read-peers';
import { readScreener } from '@/lib/services/tokens/read-screener';
import { readToken } from '@/lib/services/tokens/read-token';

let dataset: DatasetSummary;
let panel: MarketPanel;

beforeAll(async () => {
  const active = await activeDataset();
  if (!active) throw new Error('no market is active');
  dataset = active;
  panel = await loadPanel(dataset.id);
});

/** The market as it was at the close of a row: everything later cut off. */
function cutAfter(row: number): MarketPanel {
  const cut = (columns: readonly Float64Array[]) => columns.map((column) => column.slice(0, row + 1));
  return {
    ...panel, days: row + 1, close: cut(panel.close), tradedValue: cut(panel.tradedValue), marketCap: cut(panel.marketCap),
    circulatingSupply: cut(panel.circulatingSupply), high: cut(panel.high), low: cut(panel.low),
    metrics: new Map([...panel.metrics].map(([name, columns]) => [name, cut(columns)])), series: new Map(),
  };
}

describe('stored grades', () => {
  it('stand on every required day that has anyone to grade', async () => {
    const { rows } = await pool.query<{ day: number }>(`SELECT DISTINCT day - date '1970-01-01' AS day FROM grade_row WHERE dataset_id = $1 ORDER BY 1`, [dataset.id]);
    const stored = rows.map((row) => row.day - panel.start);
    const required = storedRows(panel);
    const first = required.find((row) => gradedUniverse(panel, row).members.length > 0) ?? panel.days;
    expect(stored).toEqual(required.filter((row) => row >= first));
    expect(stored.at(-1)).toBe(panel.days - 1);
    expect(stored.length).toBeGreaterThan(DAILY_GRADE_DAYS);
  });

  it('do not know what came after their day', async () => {
    const source = await loadGradeSource(dataset.id, panel);
    const required = storedRows(panel);
    for (const row of [required.at(-1), required.at(-90), required.at(-420)]) {
      if (row === undefined) continue;
      const market = createMarketView(cutAfter(row));
      const [graded] = gradeRows(market, fedFeatures(market), row, row + 1);
      expect(source.investor(row), `investor of row ${row}`).toEqual(graded?.grades.investor);
      expect(source.trader(row), `trader of row ${row}`).toEqual(graded?.grades.trader);
    }
  });

  it('carry the hash of what made them, and are not made twice from the same', async () => {
    const state = await readScoreState(dataset.id);
    const current = await readDataset(dataset.id);
    expect(state?.inputHash).toBe(scoresInputHash(current?.contentHash ?? '', featureSetHash(fedFeatures(createMarketView(panel)))));
    const { rows } = await pool.query<{ hash: string }>('SELECT DISTINCT input_hash AS hash FROM grade_row WHERE dataset_id = $1', [dataset.id]);
    expect(rows.map((row) => row.hash)).toEqual([state?.inputHash]);
    expect(await computeScores(dataset.id)).toMatchObject({ unchanged: true, inputHash: state?.inputHash });
  });

  it('come out the same when a day is graded again, rating included', async () => {
    const day = dayFromNumber(panel.start + (storedRows(panel).at(-3) ?? 0));
    const again = await recomputeDay(dataset, 'bitcoin', day);
    const [stored] = await readStoredGrades(dataset.id, 'bitcoin', [day]);
    expect({ ...again?.grade, inputHash: '' }).toEqual({ ...stored, inputHash: '' });
  });

  it('of a day that is not kept are graded in a thread, to what the whole market gives', async () => {
    let row = firstDailyRow(panel.days) - 1;
    while (isDeterminationRow(panel, row)) row -= 1;
    const before = performance.eventLoopUtilization();
    const again = await recomputeDay(dataset, 'ethereum', dayFromNumber(panel.start + row));
    expect(performance.eventLoopUtilization(before).utilization).toBeLessThan(0.5);
    const market = createMarketView(panel);
    const [graded] = gradeRows(market, fedFeatures(market), row, row + 1);
    const at = assetIndex(panel, 'ethereum');
    expect(graded?.values.map((column) => column[at])).toEqual(again?.values);
    expect([again?.grade?.investorGrade, again?.grade?.traderGrade]).toEqual([graded?.grades.investor[at], graded?.grades.trader[at]]);
    expect(again?.standing).toEqual({ rank: (graded?.universe.ranked.indexOf(at) ?? 0) + 1, graded: graded?.universe.members.length });
    expect(await recomputeDay(dataset, 'no-such-token', dayFromNumber(panel.start + row))).toBeNull();
    expect(await recomputeDay(dataset, 'bitcoin', dayFromNumber(panel.start - 1))).toBeNull();
  });

  it('of many days that are not kept are refused to whoever comes ninth, and a kept day waits for none of them', async () => {
    const rows = Array.from({ length: firstDailyRow(panel.days) }, (_, row) => row).filter((row) => !isDeterminationRow(panel, row)).slice(-12);
    let under = rows.length;
    const asked = rows.map((row) => recomputeDay(dataset, 'bitcoin', dayFromNumber(panel.start + row)).finally(() => (under -= 1)));
    const answers = Promise.allSettled(asked);
    expect((await readToken('bitcoin', dataset.lastDay))?.investor.grade).not.toBeNull();
    expect(under).toBeGreaterThan(0);
    const told = await answers;
    expect(told.map(({ status }) => status)).toEqual(rows.map((_, i) => (i < 8 ? 'fulfilled' : 'rejected')));
    expect(told.flatMap((one) => (one.status === 'fulfilled' ? [one.value?.day] : []))).toEqual(rows.slice(0, 8).map((row) => dayFromNumber(panel.start + row)));
    for (const one of told) if (one.status === 'rejected') expect(one.reason).toMatchObject({ status: 503, options: { retryAfterSeconds: 5 } });
    expect((await recomputeDay(dataset, 'bitcoin', dayFromNumber(panel.start + (rows.at(-1) as number))))?.grade).not.toBeNull();
  });
});

describe('a run that dies', () => {
  it('leaves the old scores whole', async () => {
    const before = await pool.query('SELECT count(*)::int AS grades, min(input_hash) AS hash FROM grade_row WHERE dataset_id = $1', [dataset.id]);
    const dying = computeScores(dataset.id, { force: true, onProgress: (fraction) => { if (fraction > 0.15) throw new Error('killed'); } });
    await expect(dying).rejects.toThrow('killed');
    const after = await pool.query('SELECT count(*)::int AS grades, min(input_hash) AS hash FROM grade_row WHERE dataset_id = $1', [dataset.id]);
    expect(after.rows).toEqual(before.rows);
    expect((await readScoreState(dataset.id))?.inputHash).toBe(before.rows[0].hash);
  });
});

describe('a token', () => {
  it('lists six lenses and every declared feature, each missing one with its reason', async () => {
    const token = await readToken('bitcoin');
    expect(token?.lenses.map((lens) => lens.lens)).toEqual(LENSES);
    const features = token?.lenses.flatMap((lens) => lens.features) ?? [];
    expect(features.map((feature) => feature.code).sort()).toEqual(FEATURES.map((feature) => feature.code).sort());
    expect(features.every((feature) => (feature.value === null) === (feature.missing !== null))).toBe(true);
    expect(features.every((feature) => feature.value === null || feature.knownAt !== null)).toBe(true);
    const waiting = features.filter((feature) => feature.missing === 'no-data-source');
    expect(waiting.length).toBeGreaterThan(0);
  });

  it('has contributions that add up to its grade, and moves that add up to its change', async () => {
    const token = await readToken('bitcoin');
    const sum = (list: readonly { readonly points: number }[]) => list.reduce((total, item) => total + item.points, 0);
    expect(sum(token?.contributions ?? [])).toBeCloseTo((token?.investor.grade ?? 0) - 50, 8);
    expect(sum(token?.moved?.moves ?? [])).toBeCloseTo((token?.moved?.to ?? 0) - (token?.moved?.from ?? 0), 8);
  });

  it('shows on its page six lenses, every declared feature with value, percentile and day or a reason, and what moved in a week', async () => {
    const token = await readToken('bitcoin');
    const page = await TokenPage({ params: Promise.resolve({ id: 'bitcoin' }), searchParams: Promise.resolve({}) });
    const html = renderToStaticMarkup(page).replaceAll('&#x27;', "'").replaceAll('&amp;', '&');
    for (const lens of LENSES) expect(html).toContain(LENS_NAMES[lens]);
    for (const feature of token?.lenses.flatMap((lens) => lens.features) ?? []) {
      const at = html.indexOf(`>${feature.code}<`);
      expect(at, feature.code).toBeGreaterThan(0);
      const row = html.slice(at, html.indexOf(feature.missing === 'no-data-source' || feature.missing === 'stale' ? '</li>' : '</tr>', at));
      if (feature.value === null) expect(row).toContain(missingWords(feature));
      else for (const shown of [featureValue(feature.value, feature), formatDay(feature.day ?? ''), feature.grade === null ? 'n/a' : formatGrade(feature.grade)]) expect(row, `${feature.code} shows ${shown}`).toContain(shown);
    }
    expect(html).toContain(`What moved since ${formatShortDay(token?.moved?.since ?? '')}`);
    // A number and its unit are kept on one line.
    const moved = html.slice(html.indexOf('What moved since')).replaceAll('\u00a0', ' ');
    for (const { name } of token?.moved?.moves.slice(0, 5) ?? []) expect(moved).toContain(name);
  });

  it('hold a token against its sector and its size, and name those most like it', async () => {
    const [token, screener] = await Promise.all([readToken('ethereum'), readScreener()]);
    if (token === null || screener === null) throw new Error('no such token');
    const peers = await readPeers(token, screener.rows);
    const graded = screener.rows.filter((row) => row.investorGrade !== null);
    const own = graded.find(({ id }) => id === 'ethereum');
    const sector = graded.filter((row) => row.sectors[0] === own?.sectors[0]).map((row) => row.investorGrade ?? Number.NaN);
    const below = sector.filter((grade) => grade < (own?.investorGrade ?? Number.NaN)).length;
    const investor = peers.standings.find(({ key }) => key === 'investor');
    expect(peers.groups.map(({ kind, name }) => [kind, name])).toEqual([['sector', own?.sectors[0]], ['size', 'large']]);
    expect(investor?.percentiles[0]).toBeCloseTo((100 * (below + 0.5)) / sector.length, 9);
    expect(peers.groups[1]?.count).toBe(20);
    expect(new Set(peers.similar.map(({ id }) => id)).size).toBe(6);
    expect(peers.similar.map(({ id }) => id)).not.toContain('ethereum');
    expect(peers.similar.map(({ distance }) => distance)).toEqual([...peers.similar.map(({ distance }) => distance)].sort((a, b) => a - b));
    const stablecoin = await readToken('tether');
    expect(stablecoin && (await readPeers(stablecoin, screener.rows))).toMatchObject({ groups: [], standings: [], similar: [] });
  });
});
