import { expect, it } from 'vitest';
import { pool } from '@/lib/data/pool';
import { readOverview } from '@/lib/services/overview/read-overview';
import { readWeek } from '@/lib/services/overview/read-week';
import { readScreener } from '@/lib/services/tokens/read-screener';

it('says nothing of a market that is not there', async () => {
  expect(await readOverview()).toBeNull();
  expect(await readScreener()).toBeNull();
});

it('shows what there is while grades and indices are still being computed', async () => {
  await pool.query(`INSERT INTO dataset (name, simulated, active, first_day, last_day, asset_count, content_hash, updated_at) VALUES ('half', false, true, '2021-01-01', '2021-12-30', 1, 'x', now())`);
  await pool.query(`INSERT INTO asset (id) VALUES ('bitcoin')`);
  await pool.query(`INSERT INTO dataset_asset (dataset_id, asset_id, symbol, name, kind, sectors) SELECT id, 'bitcoin', 'BTC', 'Bitcoin', 'coin', '{layer-1}' FROM dataset`);
  const overview = await readOverview();
  expect(overview).toMatchObject({ regime: null, tiers: [{ lead: null, indices: 0 }, { lead: null, indices: 0 }, { lead: null, indices: 0 }] });
  const week = await readWeek({ datasetId: overview?.dataset.id ?? 0, firstDay: '2021-01-01', lastDay: '2021-12-30' });
  expect(week.days).toEqual([]);
  const screener = await readScreener();
  expect(screener).toMatchObject({ scored: false, rows: [{ id: 'bitcoin', price: null, rank: null, eligible: false, lenses: 0 }] });
  expect(screener?.rows[0]?.sparkline).toEqual(new Array(31).fill(null));
});
