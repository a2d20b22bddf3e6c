import { beforeEach, describe, expect, it } from 'vitest';
import { pool } from '@/lib/data/pool';
import { saveAlerts, type NewAlert } from '@/lib/data/alerts';
import { addDays, isoDay } from '@/lib/domain/foundation/iso-day';
import { writeAlerts } from '@/lib/services/alerts/write-alerts';
import { newPerson } from '../../support/people';

const LAST = isoDay('2026-03-10');
const clock = { now: () => new Date('2026-03-11T12:00:00Z') };
let userId: string;

const told = async () => (await pool.query<{ kind: string; subject: string; day: string; text: string }>('SELECT kind, subject, day::text, text FROM alert ORDER BY kind, subject, day')).rows;

/** A live market of three coins, all held by one person who has a plan's row; `stale` has had no close for a week. */
async function market(): Promise<number> {
  const { rows } = await pool.query<{ id: number }>(`INSERT INTO dataset (name, simulated, live, active, first_day, last_day, asset_count, content_hash) VALUES ('live', false, true, true, '2026-01-01', $1, 3, 'x') RETURNING id`, [LAST]);
  const datasetId = rows[0]?.id ?? 0;
  for (const [asset, last] of [['changed', LAST], ['steady', LAST], ['stale', addDays(LAST, -7)]] as const) {
    await pool.query('INSERT INTO asset (id) VALUES ($1)', [asset]);
    await pool.query(`INSERT INTO dataset_asset (dataset_id, asset_id, symbol, name, kind, sectors, first_day, last_day) VALUES ($1, $2, $2, initcap($2), 'coin', '{}', '2026-01-01', $3)`, [datasetId, asset, last]);
  }
  await pool.query(`INSERT INTO feature_set (id, codes, hash) VALUES (1, '{}', 'h') ON CONFLICT DO NOTHING`);
  await pool.query(`INSERT INTO score_state (dataset_id, feature_set_id, input_hash, last_day, graded) VALUES ($1, 1, 'h', $2, 3)`, [datasetId, LAST]);
  for (const [asset, day, rating] of [['changed', addDays(LAST, -1), 'hold'], ['changed', LAST, 'sell'], ['steady', addDays(LAST, -1), 'buy'], ['steady', LAST, 'buy']] as const) {
    await pool.query(`INSERT INTO grade_row (dataset_id, asset_id, day, lens_grades, lens_coverage, investor_coverage, trader_coverage, rating, input_hash) VALUES ($1, $2, $3, '{}', '{}', 1, 1, $4, 'h')`, [datasetId, asset, day, rating]);
  }
  return datasetId;
}

async function holdAll(withPlan: boolean): Promise<void> {
  const { id } = await newPerson();
  userId = id;
  const account = (await pool.query<{ id: string }>(`INSERT INTO account (id, user_id, name, kind) VALUES (gen_random_uuid(), $1, 'Main', 'exchange') RETURNING id`, [userId])).rows[0]?.id;
  for (const asset of ['changed', 'steady', 'stale']) {
    await pool.query(`INSERT INTO lot (id, user_id, account_id, asset_id, acquired, quantity, transaction_id) VALUES (gen_random_uuid(), $1, $2, $3, '2026-01-05', 1, gen_random_uuid())`, [userId, account, asset]);
  }
  if (!withPlan) return;
  const profile = (await pool.query<{ id: string }>(`INSERT INTO profile (id, user_id, version, answers, complete) VALUES (gen_random_uuid(), $1, 1, '{}', true) RETURNING id`, [userId])).rows[0]?.id;
  await pool.query(`INSERT INTO plan (id, user_id, profile_id, version, result, catalogue_version, dataset_id) VALUES (gen_random_uuid(), $1, $2, 1, '{}', 'c', 1)`, [userId, profile]);
}

beforeEach(() => pool.query('TRUNCATE dataset, asset, app_user, grade_row, score_state, alert CASCADE'));

describe('what is told of what a person holds', () => {
  it('is nothing without a plan', async () => {
    await market();
    await holdAll(false);
    expect([await writeAlerts(clock), await told()]).toEqual([0, []]);
  });

  it('is a rating that changed and a price that went stale', async () => {
    const datasetId = await market();
    await holdAll(true);
    const { heldRatingChanges, heldWithoutClose } = await import('@/lib/data/alerts');
    expect(await heldRatingChanges(datasetId)).toEqual([{ userId, assetId: 'changed', name: 'Changed', day: LAST, before: 'hold', after: 'sell' }]);
    expect(await heldWithoutClose(datasetId, addDays(LAST, -1))).toEqual([{ userId, assetId: 'stale', name: 'Stale', lastDay: addDays(LAST, -7) }]);
  });
});

describe('an alert', () => {
  const alert = (day: string, rest: Partial<NewAlert> = {}): NewAlert => ({ userId, kind: 'drift', subject: 'bitcoin', day: isoDay(day), text: 'Bitcoin is above its band.', href: '/rebalance', ...rest });

  it.each([
    ['once for its subject and day', ['2026-03-10', '2026-03-10'], 1],
    ['not again within a week, however long it lasts', ['2026-03-10', '2026-03-11', '2026-03-17'], 1],
    ['again after a week', ['2026-03-10', '2026-03-18'], 2],
  ])('is told %s', async (_, days, times) => {
    await holdAll(false);
    for (const day of days) await saveAlerts([alert(day)], 7);
    expect(await told()).toHaveLength(times);
  });

  it('of another subject or kind is another one, and one of a person who is gone is none', async () => {
    await holdAll(false);
    const gone = '00000000-0000-4000-8000-000000000000';
    expect(await saveAlerts([alert('2026-03-10'), alert('2026-03-10', { subject: 'ethereum' }), alert('2026-03-10', { kind: 'rating' }), alert('2026-03-10', { userId: gone })], 7)).toBe(3);
  });
});
