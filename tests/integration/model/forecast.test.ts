import { beforeAll, describe, expect, it, vi } from 'vitest';
import { pool } from '@/lib/data/pool';
import { readDataset } from '@/lib/data/dataset';
import { readForecastStamp } from '@/lib/data/forecasts';
import { loadPanel } from '@/lib/data/panel';
import { FEATURES } from '@/lib/domain/features/registry';
import { dayNumber, isoDay } from '@/lib/domain/foundation/iso-day';
import { createRng } from '@/lib/domain/foundation/rng';
import { CHANNEL_REASONS } from '@/lib/domain/scores/forecast/net/channels';
import { FAST_SETTINGS, type ForecastSettings } from '@/lib/domain/scores/forecast/settings';
import { modelEndpoint } from '@/lib/schemas/api/model';
import { tokenEndpoint } from '@/lib/schemas/api/tokens';
import { GATE_CLOSED } from '@/lib/services/indices/event-hashes';
import { handlers } from '@/lib/jobs/handlers';
import { forecastIdentity } from '@/lib/services/indices/forecast-identity';
import { forecastMarket, type ForecastOptions } from '@/lib/services/model/forecast-market';
import { readModel } from '@/lib/services/model/read-model';
import { computeScores } from '@/lib/services/scores/compute-scores';
import { loadGradeSource } from '@/lib/services/scores/load-grade-source';
import { answerToken } from '@/lib/services/tokens/answer-token';
import { listTokens } from '@/lib/services/tokens/list-tokens';
import { change, CHANGES } from '../../support/large-market/changes';
import { storeLargeMarket } from '../../support/large-market/store';

/** The least that trains at all: what is proven here is what is stored, not what is learned. */
const SETTINGS: ForecastSettings = {
  ...FAST_SETTINGS,
  boosting: { ...FAST_SETTINGS.boosting, rounds: 6 },
  forest: { ...FAST_SETTINGS.forest, trees: 4 },
  gru: { ...FAST_SETTINGS.gru, hidden: 2, epochs: 1, maxSamples: 100 },
};
const MARKET = { assets: 40, days: 420, seed: 9, firstDay: '2024-08-01' };

/** In this process alone forecasts are trained, as little as can be. */
vi.mock('@/lib/services/model/forecast-settings', () => ({ forecastsAreOn: () => true, forecastThreads: () => 1, forecastSettings: () => SETTINGS }));

let datasetId = 0;

const train = (options: ForecastOptions = {}) => forecastMarket(datasetId, options);
const rowsOf = async <T>(sql: string): Promise<T[]> => (await pool.query(sql, [datasetId])).rows as T[];

/** Runs the worker's job, and says how it ended and what it asks for then. */
async function runJob(): Promise<{ readonly detail: string; readonly asks: string[] }> {
  const asks: string[] = [];
  await handlers.run('forecast', { worker: 1, over: new AbortController().signal });
  await handlers.follow('forecast', false, (name) => Promise.resolve(void asks.push(name)));
  const [job] = await rowsOf<{ detail: string }>("SELECT detail FROM job_state WHERE name = 'forecast' AND state = 'done' AND $1 > 0");
  return { detail: job?.detail ?? 'not done', asks };
}

/** Every stored byte of a training but when it was made and how long it took. */
async function stored(): Promise<Record<string, unknown[]>> {
  return {
    models: await rowsOf('SELECT member, sha256, size FROM forecast_model m JOIN forecast_run r ON r.id = m.run_id WHERE r.dataset_id = $1 AND r.published ORDER BY member'),
    rows: await rowsOf('SELECT asset_id, day::text, percentile::text, probability::text, contributions FROM forecast_row WHERE dataset_id = $1 ORDER BY day, asset_id'),
    run: await rowsOf(`SELECT to_jsonb(r) - 'id' - 'trained_at' - 'seconds' AS run FROM forecast_run r WHERE dataset_id = $1 AND published`),
  };
}

beforeAll(async () => {
  ({ datasetId } = await storeLargeMarket(MARKET));
  await computeScores(datasetId);
});

describe('the forecast of a market', () => {
  it('is trained, judged and stored to the same bytes on one thread and on two', async () => {
    expect(await train()).toMatchObject({ did: 'trained', changed: true });
    const alone = await stored();
    expect(alone.models).toHaveLength(4);
    expect(alone.rows?.length).toBeGreaterThan(100);
    expect(await train({ force: true, threads: 2 })).toMatchObject({ did: 'trained' });
    expect(await stored()).toEqual(alone);
  });

  it('is not made twice from the same', async () => {
    const before = await stored();
    expect(await runJob()).toEqual({ detail: 'forecasts stand', asks: ['indices'] });
    expect(await stored()).toEqual(before);
  });

  it('follows every scoring that succeeded, beside the indices', async () => {
    const asked = async (failed: boolean) => {
      const names: string[] = [];
      await handlers.follow('scores', failed, (name) => Promise.resolve(void names.push(name)));
      return names;
    };
    expect(await asked(false)).toEqual(['indices', 'forecast']);
    expect(await asked(true)).toEqual([]);
  });

  it('is shown whole: the model, each token, the list', async () => {
    const model = modelEndpoint.response.parse(await readModel());
    expect(model).toMatchObject({ state: 'ready', gate: { open: false }, training: { seed: SETTINGS.seed } });
    expect(model.windows.length).toBeGreaterThan(0);
    expect(Math.abs((model.training?.outOfBagError ?? 0) * 12 - 1)).toBeLessThan(0.3);
    expect(model.evaluation.members.map(({ member }) => member)).toEqual(['boosting', 'forest', 'gru']);
    expect(model.features.reduce((sum, { importance }) => sum + importance, 0)).toBeCloseTo(1, 6);
    expect(model.evaluations).toMatchObject([{ active: true, version: model.version }]);
    expect(model.forecastDay).toBe((await readDataset(datasetId))?.lastDay);
    const token = tokenEndpoint.response.parse(await answerToken('bitcoin', undefined));
    expect(token.forecast).toMatchObject({ day: model.forecastDay, modelVersion: model.version, gateOpen: false });
    expect(token.forecast?.contributions.length).toBeGreaterThan(0);
    expect([model.evaluation.calibration, token.forecast?.baseRate]).toEqual([[], null]);
    const listed = (await listTokens({ sort: 'rank', limit: 100 })).tokens.find(({ id }) => id === 'bitcoin');
    expect(listed?.signal).toBe(token.signal);
    expect(token.signal).toBe(token.forecast?.signal);
  });

  it('says beside a probability how many tokens beat the universe at all', async () => {
    const told = (bins: unknown) => pool.query(`UPDATE forecast_run SET evaluation = jsonb_set(evaluation, '{calibration}', $1) WHERE published`, [JSON.stringify(bins)]);
    await told([{ predicted: 0.4, observed: 0.3, count: 1 }, { predicted: 0.5, observed: 0.5, count: 3 }]);
    expect((await answerToken('bitcoin', undefined))?.forecast?.baseRate).toBeCloseTo(0.45, 12);
    await told([]);
  });

  it('of a past day is the last one before it, with what moved it then', async () => {
    const [sunday] = await rowsOf<{ day: string }>(`SELECT min(day)::text AS day FROM forecast_row WHERE dataset_id = $1 AND asset_id = 'bitcoin' AND extract(dow FROM day) = 0`);
    const day = isoDay(sunday?.day ?? '');
    const [later] = await rowsOf<{ day: string }>(`SELECT ('${day}'::date + 1)::text AS day WHERE $1 > 0 AND NOT EXISTS (SELECT FROM forecast_row WHERE dataset_id = $1 AND day = '${day}'::date + 1)`);
    const token = await answerToken('bitcoin', isoDay(later?.day ?? ''));
    const [kept] = await rowsOf<{ reasons: Record<string, number> }>(`SELECT contributions AS reasons FROM forecast_row WHERE dataset_id = $1 AND asset_id = 'bitcoin' AND day = '${day}'`);
    expect(token?.forecast?.day).toBe(day);
    const told = token?.forecast?.contributions ?? [];
    expect(Object.fromEntries(told.map(({ code, points }) => [code, points]))).toEqual(kept?.reasons);
    const sizes = told.map(({ points }) => Math.abs(points));
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    expect([sizes.length > 0, sizes.length <= 12]).toEqual([true, true]);
    expect((await answerToken('bitcoin', isoDay(MARKET.firstDay)))?.forecast).toBeNull();
  });

  it('is kept with what moved it on every day, in features and channels that have a name', async () => {
    const [kept] = await rowsOf<{ rows: number; told: number }>("SELECT count(*)::int AS rows, count(*) FILTER (WHERE contributions <> '{}')::int AS told FROM forecast_row WHERE dataset_id = $1");
    expect(kept?.told).toBe(kept?.rows);
    const known = new Set([...FEATURES, ...CHANNEL_REASONS].map(({ code }) => code));
    const codes = await rowsOf<{ code: string }>('SELECT DISTINCT jsonb_object_keys(contributions) AS code FROM forecast_row WHERE dataset_id = $1');
    expect(codes.filter(({ code }) => !known.has(code))).toEqual([]);
    expect(codes.length).toBeGreaterThan(12);
  });

  it('goes on by the stored models on a new day, and leaves what it said before', async () => {
    const before = await stored();
    await change(datasetId, CHANGES.day, createRng(1));
    await computeScores(datasetId);
    const month = (day: string | undefined) => day?.slice(0, 7);
    const [run] = await rowsOf<{ day: string }>('SELECT trained_to::text AS day FROM forecast_run WHERE dataset_id = $1 AND published');
    const lastDay = (await readDataset(datasetId))?.lastDay;
    expect(month(lastDay)).toBe(month(run?.day));
    expect(await runJob()).toEqual({ detail: `forecasts to ${lastDay}`, asks: ['indices'] });
    const after = await stored();
    expect(after.models).toEqual(before.models);
    const old = (rows: unknown[] | undefined) => (rows as { day: string }[]).filter(({ day }) => day !== lastDay);
    expect(old(after.rows)).toEqual(old(before.rows));
    expect((await answerToken('bitcoin', undefined))?.forecast).toMatchObject({ day: lastDay });
    expect(await rowsOf('SELECT FROM forecast_row WHERE dataset_id = $1 AND contributions IS NULL')).toEqual([]);
  });

  it('of the newest day is made again when more is known of it', async () => {
    const [before, stamp] = [await stored(), await readForecastStamp(datasetId)];
    await change(datasetId, CHANGES.correct, createRng(3));
    await computeScores(datasetId);
    expect(await train()).toMatchObject({ did: 'predicted' });
    const lastDay = (await readDataset(datasetId))?.lastDay;
    const old = (rows: unknown[] | undefined) => (rows as { day: string }[]).filter(({ day }) => day !== lastDay);
    expect(old((await stored()).rows)).toEqual(old(before.rows));
    // As many rows of the same days by the same models: those who kept the old ones must see that they are others.
    expect(await readForecastStamp(datasetId)).not.toBe(stamp);
    expect(await train()).toMatchObject({ did: 'nothing' });
  });

  it('counts for indices only while the gate is open', async () => {
    const panel = await loadPanel(datasetId);
    const last = panel.days - 1;
    const closed = await loadGradeSource(datasetId, panel);
    expect([closed.gateOpen(last), closed.forecast(last).every(Number.isNaN)]).toEqual([false, true]);
    const identity = await forecastIdentity(datasetId);
    await pool.query(`UPDATE forecast_run SET gate_history = (SELECT jsonb_agg(m || '{"open": true}') FROM jsonb_array_elements(gate_history) AS m) WHERE dataset_id = $1 AND published`, [datasetId]);
    const open = await loadGradeSource(datasetId, panel);
    expect(open.gateOpen(last)).toBe(true);
    expect(open.forecast(last).filter((percentile) => !Number.isNaN(percentile)).length).toBeGreaterThan(9);
    const opened = await forecastIdentity(datasetId);
    expect(opened).not.toBe(identity);
    const { content } = (await rowsOf<{ content: string }>("SELECT extent ->> 'content' AS content FROM forecast_run WHERE dataset_id = $1 AND published"))[0] ?? { content: '' };
    const madeFrom = (words: string) => pool.query("UPDATE forecast_run SET extent = extent || jsonb_build_object('content', $2::text) WHERE dataset_id = $1 AND published", [datasetId, words]);
    await madeFrom('more is known');
    expect(await forecastIdentity(datasetId)).not.toBe(opened);
    await madeFrom(content);
    expect(await forecastIdentity(datasetId)).toBe(opened);
    expect((await answerToken('bitcoin', undefined))?.forecast?.gateOpen).toBe(true);
  });

  it('of the newest day is replaced whole by another training of the month, older ones stand with what moved them by their own models', async () => {
    const [run] = await rowsOf<{ id: number; history: { month: string; open: boolean }[] }>('SELECT id, gate_history AS history FROM forecast_run WHERE dataset_id = $1 AND published');
    const byRun = () => rowsOf<{ day: string; run: number; reasons: number; told: string }>(`SELECT day::text, min(run_id) AS run, count(contributions)::int AS reasons, md5(string_agg(contributions::text, ' ' ORDER BY asset_id)) AS told FROM forecast_row WHERE dataset_id = $1 AND day >= date_trunc('month', (SELECT last_day FROM dataset WHERE id = $1)) GROUP BY day ORDER BY day`);
    const before = await byRun();
    expect(await train({ force: true })).toMatchObject({ did: 'trained' });
    const after = await byRun();
    expect(after.slice(0, -1)).toEqual(before.slice(0, -1));
    expect(after[0]?.reasons).toBeGreaterThan(9);
    expect(after.at(-1)?.run).toBeGreaterThan(run?.id ?? 0);
    expect(after.at(-1)?.reasons).toBeGreaterThan(9);
    // The gate that was in force this month (opened by hand above) stays as it was told; months before the first training are told anew.
    const [now] = await rowsOf<typeof run & object>('SELECT id, gate_history AS history FROM forecast_run WHERE dataset_id = $1 AND published');
    expect(now?.history.map(({ open }) => open)).toEqual(run?.history.map((_, i, all) => i === all.length - 1));
  });

  it('leaves all as it was where the worker ends in the middle', async () => {
    const before = await stored();
    const over = new AbortController();
    const running = train({ force: true, over: over.signal, onProgress: (fraction) => fraction > 0.1 && over.abort() });
    await expect(running).rejects.toThrow('ended');
    expect(await stored()).toEqual(before);
  });
});

describe('a market that is too short', () => {
  it.each([
    ['in days', { minTrainRows: 200 }, /^Training needs 200 weeks/],
    ['in what is known', { minTrainSamples: 1_000_000 }, /1000000 known outcomes/],
  ])('%s is said to be so, without a failure', async (_, needed, words) => {
    const short = { settings: { ...SETTINGS, ...needed } };
    const summary = await train(short);
    expect(summary).toMatchObject({ did: 'insufficient-data', changed: true });
    expect(summary.words).toMatch(words);
    expect(await readModel()).toMatchObject({ state: 'insufficient-data', words: summary.words, gate: { open: false }, version: null });
    expect(await forecastIdentity(datasetId)).toBe(GATE_CLOSED);
    expect(await train(short)).toMatchObject({ did: 'nothing', changed: false });
  });
});

describe('the next month', () => {
  it('trains anew, also where the market was too short before, and what was published stands', async () => {
    const published = () => rowsOf(`SELECT asset_id, day::text, run_id, percentile::text, contributions FROM forecast_row f JOIN forecast_run r ON r.id = f.run_id WHERE f.dataset_id = $1 AND f.day >= date_trunc('month', r.trained_to) AND f.day < '${next}' ORDER BY 2, 1`);
    const lastDay = (await readDataset(datasetId))?.lastDay ?? isoDay('2000-01-01');
    const next = `${lastDay.slice(0, 7)}-28`;
    for (let day = dayNumber(lastDay); new Date(day * 86_400_000).toISOString().slice(0, 7) === lastDay.slice(0, 7); day += 1) await change(datasetId, CHANGES.day, createRng(day));
    await computeScores(datasetId);
    const before = await published();
    expect(before.length).toBeGreaterThan(0);
    expect(await train()).toMatchObject({ did: 'trained' });
    expect(await readModel()).toMatchObject({ state: 'ready' });
    expect(await published()).toEqual(before);
    expect(await rowsOf('SELECT published FROM forecast_run WHERE dataset_id = $1 ORDER BY id')).toEqual([{ published: false }, { published: false }, { published: false }, { published: true }]);
    expect(await rowsOf('SELECT count(*)::int AS kept FROM forecast_model WHERE dataset_id = $1 AND bytes IS NOT NULL')).toEqual([{ kept: 4 }]);
  });
});

describe('a folder', () => {
  it('is trained by its content: every forecast is replaced, and none is stored of a content that has gone meanwhile', async () => {
    await pool.query('UPDATE dataset SET live = false WHERE id = $1', [datasetId]);
    expect(await train()).toMatchObject({ did: 'trained' });
    const runs = await rowsOf<{ id: number }>('SELECT DISTINCT run_id AS id FROM forecast_row WHERE dataset_id = $1');
    expect(runs).toEqual(await rowsOf('SELECT id FROM forecast_run WHERE dataset_id = $1 AND published'));
    expect(await train()).toMatchObject({ did: 'nothing' });
    const before = await stored();
    let replaced: Promise<unknown> | null = null;
    const onProgress = (fraction: number) => {
      if (fraction > 0.5) replaced ??= pool.query("UPDATE dataset SET content_hash = 'another' WHERE id = $1", [datasetId]);
    };
    expect(await train({ force: true, onProgress })).toMatchObject({ did: 'nothing', words: 'the market was replaced meanwhile' });
    await replaced;
    expect(await stored()).toEqual(before);
  });
});
