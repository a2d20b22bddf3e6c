import { beforeAll, describe, expect, it } from 'vitest';
import { pool } from '@/lib/data/pool';
import { createRng } from '@/lib/domain/foundation/rng';
import { computeIndices, type IndexSummary } from '@/lib/services/indices/compute-indices';
import { computeScores } from '@/lib/services/scores/compute-scores';
import { change, CHANGES } from '../../support/large-market/changes';
import { storeLargeMarket } from '../../support/large-market/store';
import { storedBytes } from '../../support/stored-bytes';

const TABLES = { index_level: 'slug, day', index_event: 'slug, day, kind', index_state: 'slug', regime_day: 'day' } as const;

let datasetId = 0;

type Stored = Record<string, string[]>;

const stored = (): Promise<Stored> => storedBytes(TABLES, datasetId);

/** The same from nothing: all indices removed and computed anew. */
async function wholeRun(): Promise<Stored> {
  for (const table of Object.keys(TABLES)) await pool.query(`DELETE FROM ${table} WHERE dataset_id = $1`, [datasetId]);
  await computeIndices(datasetId);
  return stored();
}

async function goOn(): Promise<IndexSummary> {
  await computeScores(datasetId);
  return computeIndices(datasetId);
}

const events = async () => (await pool.query('SELECT slug, day::text, kind, input_hash FROM index_event WHERE dataset_id = $1 ORDER BY slug, day, kind', [datasetId])).rows;

beforeAll(async () => {
  ({ datasetId } = await storeLargeMarket({ assets: 45, days: 470, seed: 5, firstDay: '2024-08-01' }));
  await goOn();
});

describe('indices of a live market', () => {
  it('of one new day are one more day: levels, events and hashes before it stay untouched', async () => {
    const [before, eventsBefore] = [await stored(), await events()];
    const { rows } = await pool.query(`SELECT count(*)::int AS live FROM index_state WHERE dataset_id = $1 AND status = 'live'`, [datasetId]);
    await change(datasetId, CHANGES.day, createRng(1));
    const { live, changed } = await goOn();
    expect(live).toBe(rows[0].live);
    expect(live).toBeGreaterThan(3);
    const after = await stored();
    for (const table of ['index_level', 'regime_day'] as const) expect(after[table]).toEqual(expect.arrayContaining(before[table] ?? []));
    expect(await events()).toEqual(expect.arrayContaining(eventsBefore));
    expect(changed).toBeLessThanOrEqual(2 * live + 1);
    expect(await computeIndices(datasetId)).toMatchObject({ unchanged: true });
    expect(await wholeRun()).toEqual(after);
  });

  it.each(Object.keys(CHANGES) as (keyof typeof CHANGES)[])('after %s are those of a whole run', async (name) => {
    await change(datasetId, CHANGES[name], createRng(40 + name.length));
    await goOn();
    const partly = await stored();
    const whole = await wholeRun();
    for (const table of Object.keys(TABLES)) expect(partly[table], table).toEqual(whole[table]);
  });

  it('wait where the newest day is not scored yet', async () => {
    const before = await stored();
    await change(datasetId, CHANGES.day, createRng(9));
    expect(await computeIndices(datasetId)).toMatchObject({ unchanged: true });
    expect(await stored()).toEqual(before);
    expect(await goOn()).toMatchObject({ unchanged: false });
  });
});
