import { describe, expect, it } from 'vitest';
import { pool } from '@/lib/data/pool';
import { withdrawForecasts } from '@/lib/data/forecast-store';
import { readNewestRuns } from '@/lib/data/forecasts';
import type { GateHistory } from '@/lib/schemas/api/model';
import { readReports } from '@/lib/services/model/read-model';
import { gateOn, mergeGates } from '@/lib/services/model/gate-history';
import { hasDoubled } from '@/lib/services/model/run-identity';

const gates = (months: Readonly<Record<string, boolean>>): GateHistory =>
  Object.entries(months).map(([month, open]) => ({ month, open, months: 30, rankIc: 0.05, baseline: 'size', baselineIc: 0.02, t: 2.5, reason: `${month} was ${open ? 'open' : 'closed'}` }));
const openIn = (history: GateHistory) => history.filter(({ open }) => open).map(({ month }) => month);

describe('the gates of a live market after another training', () => {
  const anew = gates({ '2026-01': true, '2026-02': true, '2026-03': true, '2026-04': true, '2026-05': true });

  it.each([
    ['nothing was told before', null, '2026-05', ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05']],
    ['months in force stay as they were told', { history: gates({ '2026-01': false, '2026-02': false, '2026-03': false, '2026-04': false }), since: '2026-03' }, '2026-05', ['2026-01', '2026-02', '2026-05']],
    ['a month without a training was closed', { history: gates({ '2026-03': true }), since: '2026-03' }, '2026-05', ['2026-01', '2026-02', '2026-03', '2026-05']],
    ['a second training of the month does not open it', { history: gates({ '2026-04': true, '2026-05': false }), since: '2026-04' }, '2026-05', ['2026-01', '2026-02', '2026-03', '2026-04']],
  ] as const)('%s', (_, told, month, open) => {
    const merged = mergeGates(anew, told, month);
    expect(openIn(merged)).toEqual(open);
    expect(merged.map((gate) => gate.month)).toEqual(anew.map((gate) => gate.month));
  });

  it('are closed in a month that no training has judged', () => {
    expect(gateOn(anew, '2026-05-31')).toEqual({ open: true, since: '2026-01-01', reason: '2026-05 was open' });
    expect(gateOn(anew, '2026-06-01')).toEqual({ open: false, since: '2026-06-01', reason: 'The model of 2026-06 has not been trained yet; the last one is of 2026-05. Indices use the rule-based grade.' });
    expect(gateOn([], '2026-06-01')).toMatchObject({ open: false, since: null });
  });
});

describe('forecasts of a folder that is imported anew', () => {
  it('are withdrawn where its content is another one, and stay where it is not', async () => {
    const { rows } = await pool.query<{ id: number }>("INSERT INTO dataset (name, simulated, first_day, last_day, content_hash) VALUES ('folder', false, '2026-01-01', '2026-05-31', 'one') RETURNING id");
    const id = rows[0]?.id ?? 0;
    await pool.query(
      `INSERT INTO forecast_run (id, dataset_id, version, state, published, input_hash, trained_to, seconds, seed, rules_version, settings, feature_codes, feature_set, data_hash, extent, windows, evaluation, importance, gate_history, limits)
       VALUES (7, $1, 'v', 'ready', true, 'h', '2026-05-31', 1, 1, 1, '{}', '{}', '', '', '{}', '[]', '{}', '[]', '[]', '{}')`,
      [id],
    );
    await pool.query("INSERT INTO forecast_row (dataset_id, asset_id, day, run_id, percentile) VALUES ($1, 'bitcoin', '2026-05-31', 7, 50)", [id]);
    const left = async () => [(await readNewestRuns()).length, (await pool.query('SELECT FROM forecast_row')).rowCount];
    // It says nothing that can be read: as if nothing was trained.
    expect(await readReports()).toEqual([]);
    const client = await pool.connect();
    await withdrawForecasts(client, id, 'one');
    expect(await left()).toEqual([1, 1]);
    await withdrawForecasts(client, id, 'another');
    client.release();
    expect(await left()).toEqual([0, 0]);
  });
});

describe('a history that comes in over days', () => {
  it('is worth another training from twice as many facts on', () => {
    const run = { extent: { samples: 10, assets: 5, from: null, to: null, facts: 1_000, content: 'one' } };
    expect([1_000, 1_999, 2_000, 2_001].map((facts) => hasDoubled(facts, run))).toEqual([false, false, true, true]);
  });
});
