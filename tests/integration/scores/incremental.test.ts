import { beforeAll, describe, expect, it } from 'vitest';
import { pool } from '@/lib/data/pool';
import { isoDay } from '@/lib/domain/foundation/iso-day';
import { createRng } from '@/lib/domain/foundation/rng';
import { computeScores, type ScoreSummary } from '@/lib/services/scores/compute-scores';
import { readToken } from '@/lib/services/tokens/read-token';
import { change, CHANGES } from '../../support/large-market/changes';
import { storeLargeMarket } from '../../support/large-market/store';
import { storedBytes } from '../../support/stored-bytes';

const MARKET = { assets: 45, days: 470, seed: 5, firstDay: '2024-08-01' };
const TABLES = { feature_row: 'asset_id, day', grade_row: 'asset_id, day', anomaly_row: 'asset_id, day, kind', asset_snapshot: 'asset_id', score_state: 'dataset_id' } as const;

let datasetId = 0;

const stored = (): Promise<Record<string, string[]>> => storedBytes(TABLES, datasetId);

async function expectSameAsWholeRun(told: string): Promise<void> {
  const partly = await stored();
  await computeScores(datasetId, { force: true });
  const whole = await stored();
  for (const table of Object.keys(TABLES)) expect(partly[table], `${table} after ${told}`).toEqual(whole[table]);
}

const dirtyFrom = async (): Promise<unknown> => (await pool.query('SELECT dirty_from::text AS day FROM dataset WHERE id = $1', [datasetId])).rows[0].day;

beforeAll(async () => {
  ({ datasetId } = await storeLargeMarket(MARKET));
  await computeScores(datasetId);
});

it('has unusual weeks to compare, in the last months too', async () => {
  const { rows } = await pool.query("SELECT count(*)::int AS weeks, max(day) > (SELECT last_day - 60 FROM dataset WHERE id = $1) AS late FROM anomaly_row WHERE dataset_id = $1 AND kind = 'unusual'", [datasetId]);
  expect(rows[0]).toMatchObject({ late: true });
  expect(rows[0].weeks).toBeGreaterThan(2);
});

describe('scores of a live market', () => {
  it('of one new day cost one day, and leave the hashes of the days before alone', async () => {
    const hashes = async () => (await pool.query(`SELECT day::text, min(input_hash) AS hash, count(DISTINCT input_hash)::int AS several FROM grade_row WHERE dataset_id = $1 GROUP BY day ORDER BY day`, [datasetId])).rows;
    const before = await hashes();
    await change(datasetId, CHANGES.day, createRng(1));
    expect(await computeScores(datasetId)).toMatchObject({ unchanged: false, scored: 1 });
    const after = await hashes();
    expect(after.every(({ several }) => several === 1)).toBe(true);
    expect(after.slice(0, -1)).toEqual(before.filter(({ day }) => after.some((row) => row.day === day)));
    expect(await dirtyFrom()).toBeNull();
    expect(await computeScores(datasetId)).toMatchObject({ unchanged: true, scored: 0 });
    await expectSameAsWholeRun('a day');
  });

  it('are shown with the hash of their own day', async () => {
    const { rows } = await pool.query<{ id: string; day: string; hash: string }>('SELECT asset_id AS id, day::text, input_hash AS hash FROM grade_row WHERE dataset_id = $1 AND asset_id = (SELECT min(asset_id) FROM grade_row WHERE dataset_id = $1 AND day = (SELECT last_day FROM dataset WHERE id = $1)) ORDER BY day DESC LIMIT 2', [datasetId]);
    expect(new Set(rows.map(({ hash }) => hash)).size).toBe(2);
    for (const { id, day, hash } of rows) expect((await readToken(id, isoDay(day)))?.inputHash).toBe(hash);
  });

  it.each(Object.keys(CHANGES) as (keyof typeof CHANGES)[])('after %s are those of a whole run', async (name) => {
    await change(datasetId, CHANGES[name], createRng(name.length));
    await computeScores(datasetId);
    expect(await dirtyFrom()).toBeNull();
    await expectSameAsWholeRun(name);
  });

  it('after whatever happened since the last whole run are those of a whole run', async () => {
    const rng = createRng(2026);
    const names = Object.keys(CHANGES) as (keyof typeof CHANGES)[];
    let partial = 0;
    for (let round = 0; round < 6; round += 1) {
      const told: string[] = [];
      const runs: ScoreSummary[] = [];
      for (let step = 0; step < 4; step += 1) {
        const name = names[rng.int(names.length)] as keyof typeof CHANGES;
        await change(datasetId, CHANGES[name], rng);
        told.push(name);
        if (rng.next() < 0.7 || step === 3) runs.push(await computeScores(datasetId));
      }
      partial += runs.filter(({ scored }) => scored < 400).length;
      await expectSameAsWholeRun(told.join(', '));
    }
    expect(partial).toBeGreaterThan(3);
  }, 600_000);

  it('does not clear what changed while it scored, and scores it next', async () => {
    await change(datasetId, CHANGES.day, createRng(3));
    let late = Promise.resolve();
    let told = false;
    await computeScores(datasetId, {
      onProgress: (fraction) => {
        if (told || fraction <= 0.1) return;
        told = true;
        late = change(datasetId, CHANGES.arrive, createRng(4));
      },
    });
    await late;
    expect(told).toBe(true);
    expect(await dirtyFrom()).not.toBeNull();
    expect(await computeScores(datasetId)).toMatchObject({ unchanged: false });
    expect(await dirtyFrom()).toBeNull();
    await expectSameAsWholeRun('a change while scoring');
  });

  it('stands as it was when a run is cut off', async () => {
    const before = await stored();
    await change(datasetId, CHANGES.week, createRng(6));
    const cutOff = computeScores(datasetId, { onProgress: (fraction) => { if (fraction > 0.5) throw new Error('cut off'); } });
    await expect(cutOff).rejects.toThrow('cut off');
    expect(await stored()).toEqual(before);
    expect(await dirtyFrom()).not.toBeNull();
    await computeScores(datasetId);
    await expectSameAsWholeRun('a run that was cut off');
  });
});
