import { describe, expect, it } from 'vitest';
import { applyScreenerQuery, DEFAULT_QUERY } from '@/components/tokens/screener-query';
import { pool } from '@/lib/data/pool';
import { readOverview } from '@/lib/services/overview/read-overview';
import { readOwnLine } from '@/lib/services/overview/read-own-line';
import { readWeek } from '@/lib/services/overview/read-week';
import { readScreener } from '@/lib/services/tokens/read-screener';
import { newPerson } from '../support/people';

describe('the first screen', () => {
  it('has yesterday’s regime with its numbers and three leads on one year of days', async () => {
    const overview = await readOverview();
    expect(overview?.regime?.day).toBe(new Date(Date.parse(`${overview?.dataset.lastDay}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10));
    expect(overview?.tiers.map(({ tier }) => tier)).toEqual(['conservative', 'balanced', 'aggressive']);
    for (const { lead } of overview?.tiers ?? []) {
      expect(lead?.days).toHaveLength(366);
      expect(lead?.levels).toHaveLength(366);
      expect(lead?.levels.at(-1)).toBeGreaterThan(0);
      expect(lead?.maxDrawdown).toBeLessThanOrEqual(0);
    }
  });

  it('lists the week by day, newest first, and every week before it', async () => {
    const { dataset } = (await readOverview()) ?? {};
    if (dataset === undefined) throw new Error('no market');
    const bounds = { datasetId: dataset.id, firstDay: dataset.firstDay, lastDay: dataset.lastDay };
    const week = await readWeek(bounds);
    expect(week.to).toBe(dataset.lastDay);
    expect(week.days.length).toBeGreaterThan(0);
    expect(week.days.map(({ day }) => day)).toEqual(week.days.map(({ day }) => day).toSorted().reverse());
    expect((await readWeek(bounds, week.previous)).to).toBe(week.previous);
    expect((await readWeek(bounds, '1999-01-01')).to).toBe(dataset.lastDay);
    expect((await readWeek(bounds, 'no day')).to).toBe(dataset.lastDay);
  });

  it('has a line for a person with neither plan nor positions, without a false zero', async () => {
    const person = await newPerson();
    expect(await readOwnLine(person.id)).toMatchObject({ hasPlan: false, hasPositions: false, trades: 0, drift: null, change1d: null });
  });
});

describe('the screener', () => {
  it('holds every token once, ranks only what an index may hold, by market cap', async () => {
    const screener = await readScreener();
    const { rows: counted } = await pool.query<{ count: number }>('SELECT count(*)::int AS count FROM dataset_asset a JOIN dataset d ON d.id = a.dataset_id AND d.active');
    expect(screener?.rows).toHaveLength(counted[0]?.count ?? -1);
    const ranked = (screener?.rows ?? []).filter((row) => row.rank !== null);
    expect(ranked.every((row) => row.eligible)).toBe(true);
    expect(ranked.map((row) => row.rank)).toEqual(ranked.map((_, position) => position + 1));
    expect(ranked.map((row) => Number(row.marketCap))).toEqual(ranked.map((row) => Number(row.marketCap)).toSorted((a, b) => b - a));
    expect(screener?.rows.every((row) => row.sparkline.length === 31)).toBe(true);
    expect(applyScreenerQuery(screener?.rows ?? [], { ...DEFAULT_QUERY, q: 'bitcoin' })[0]?.id).toBe('bitcoin');
  });
});
