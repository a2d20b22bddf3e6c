import { describe, expect, it } from 'vitest';
import { dayFromNumber } from '../../../lib/domain/foundation/iso-day';
import { assetLevels, leftAlone, marketLevels, rebased } from '../../../lib/domain/indices/benchmarks';
import { determine, type Determination } from '../../../lib/domain/indices/determine';
import { METHODOLOGIES, methodologyOf } from '../../../lib/domain/indices/methodologies/catalogue';
import type { Methodology } from '../../../lib/domain/indices/methodology';
import { levelOf, markToMarket, takePositions, weightsOf } from '../../../lib/domain/indices/positions';
import { runIndex, type Determiner, type IndexInputs } from '../../../lib/domain/indices/run-index';
import { tradingCost } from '../../../lib/domain/indices/slippage';
import { squareRootSlippage } from '../../../lib/domain/market/trading-cost';
import { simulate, type Simulated } from '../../../lib/domain/indices/simulate';
import type { Ending } from '../../../lib/domain/market/asset';
import type { MarketPanel } from '../../../lib/domain/market/panel';
import vectors from '../../golden/vectors/weights.json' with { type: 'json' };
import { longLived, makeMarket, noGrades, priceGrades, START, withOtherFuture } from './market';

function methodology(slug: string): Methodology {
  const found = methodologyOf(slug);
  if (!found) throw new Error(slug);
  return found;
}

const inputs = (panel: MarketPanel, grades = priceGrades(panel)): IndexInputs => ({ panel, grades, regimes: [] });

function run(rules: Methodology, panel: MarketPanel, determiner: Determiner = determine): Simulated {
  const found = runIndex(rules, inputs(panel), determiner);
  if (!found.ok) throw new Error(found.reason);
  return found.value;
}

/** Whether anything decided at or before `row` differs between two futures: the test that a look-ahead must not pass. */
function seesTheFuture(rules: Methodology, panel: MarketPanel, row: number, determiner: Determiner = determine): boolean {
  const decided = (market: MarketPanel): unknown => {
    const found = runIndex(rules, inputs(market), determiner);
    return found.ok ? found.value.events.filter(({ determinedRow, row: traded }) => determinedRow <= row && traded <= row + 1).map(({ trades, cash, determinedRow }) => ({ cash, determinedRow, targets: trades.map(({ id, to }) => [id, to]).sort() })) : found;
  };
  return JSON.stringify(decided(panel)) !== JSON.stringify(decided(withOtherFuture(panel, row)));
}

describe('no index sees its own future', () => {
  const panel = makeMarket({ days: 320, describe: longLived });

  it.each(METHODOLOGIES.map(({ slug }) => [slug]))('%s decides the same whatever comes after', (slug) => {
    const rules = methodology(slug);
    for (const row of [211, 242, 272]) expect(seesTheFuture(rules, panel, row)).toBe(false);
    const { events, startRow } = run(rules, panel);
    for (const event of events) expect(event.row).toBe(event.determinedRow + 1);
    expect(startRow).toBeGreaterThan(10);
  }, 60_000);

  it('catches a planted cheater that ranks by tomorrow', () => {
    const cheat: Determiner = (rules, context) => determine(rules, { ...context, row: context.row + 1 });
    const named: Determiner = (rules, context) => ({ ...cheat(rules, context), row: context.row });
    expect(seesTheFuture(methodology('large-cap-10'), panel, 242, named)).toBe(true);
  });
});

describe('weights between rebalances', () => {
  it('drift as in the worked example, in the same level', () => {
    const { start, returns, weights } = vectors.drift;
    const panel = { ...makeMarket({ days: 2 }), close: returns.map((change) => Float64Array.of(40, 40 * (1 + change))) };
    const positions = takePositions(panel, 0, new Map(start.map((weight, asset) => [asset, weight])), 1000);
    expect(markToMarket(panel, 1, positions)).toEqual([]);
    const drifted = weightsOf(positions);
    weights.forEach((weight, asset) => expect(Math.abs((drifted.get(asset) ?? Number.NaN) - weight)).toBeLessThan(vectors.tolerance));
    expect(levelOf(positions)).toBeCloseTo(1000 * start.reduce((sum, weight, asset) => sum + weight * (1 + (returns[asset] as number)), 0), 9);
  });
});

describe('levels', () => {
  const panel = makeMarket({ days: 400 });
  const large = run(methodology('large-cap-10'), panel);

  it('start at 1000 on the first month end on which the caps hold all of it, traded at the next close', () => {
    expect(large.gross[0]).toBe(1000);
    expect(large.net[0]).toBe(1000);
    expect(dayFromNumber(START + large.startRow)).toBe('2018-04-01');
    expect(large.events[0]).toMatchObject({ kind: 'start', turnover: 0, cost: 0, reason: 'Started with 10 tokens' });
  });

  it('are continuous to 1e-12 at every rebalance, and chain-linked between', () => {
    for (const event of large.events.slice(1)) {
      const i = event.row - large.startRow;
      const index = new Map(panel.assets.map(({ id }, a) => [id, a]));
      const drifted = event.trades.reduce((sum, { id, from }) => {
        const a = index.get(id) as number;
        return sum + (from === 0 ? 0 : from / ((panel.close[a]?.[event.row] as number) / (panel.close[a]?.[event.row - 1] as number)));
      }, 0);
      expect(Math.abs((large.gross[i] as number) * drifted / (large.gross[i - 1] as number) - 1)).toBeLessThan(1e-12);
      const after = takePositions(panel, event.row, new Map(event.trades.map(({ id, to }) => [index.get(id) as number, to])), large.gross[i] as number);
      expect(Math.abs(levelOf(after) / (large.gross[i] as number) - 1)).toBeLessThan(1e-12);
    }
  });

  it('pay for turnover in the net level alone', () => {
    const kept = large.events.reduce((product, { cost }) => product * (1 - cost), 1);
    expect(large.net.at(-1)).toBeCloseTo((large.gross.at(-1) as number) * kept, 9);
    const moving = large.events.find(({ kind }) => kind === 'rebalance');
    expect(moving?.turnover).toBeGreaterThan(0);
    expect(moving?.cost).toBeGreaterThan(2 * (moving?.turnover ?? 0) * 0.001 - 1e-12);
  });

  it('report weights that sum to 1 with cash, before and after', () => {
    for (const event of large.events.slice(1)) {
      expect(Math.abs(event.trades.reduce((sum, { to }) => sum + to, event.cash) - 1)).toBeLessThan(1e-9);
      expect(event.trades.every(({ reason }) => reason.length > 10)).toBe(true);
    }
  });

  it('never start where the universe stays too thin, and say how near it came', () => {
    expect(runIndex(methodology('small-cap-growth'), inputs(makeMarket({ assets: 110, days: 200 })))).toMatchObject({ ok: false, reason: 'never-started', eligible: 10 });
  });

  it('stand beside Bitcoin, the market and themselves left alone', () => {
    const bitcoin = assetLevels(panel, 'bitcoin', large.startRow);
    const column = panel.close[panel.assets.findIndex(({ id }) => id === 'bitcoin')] as Float64Array;
    expect(bitcoin.at(-1)).toBeCloseTo((1000 * (column.at(-1) as number)) / (column[large.startRow] as number), 9);
    const market = marketLevels(panel, noGrades(panel));
    const beside = rebased(market, large.startRow);
    expect(beside[0]).toBeNaN();
    expect(beside.find((level) => !Number.isNaN(level))).toBe(1000);
    const alone = leftAlone(panel, large.startRow, large.targets);
    expect(alone[0]).toBeCloseTo(1000, 9);
    expect(alone).toHaveLength(large.gross.length);
  });
});

describe('what ends between two rebalances', () => {
  const ending = (kind: Ending, fall: boolean): { panel: MarketPanel; simulated: Simulated; victim: number } => {
    const last = 150;
    const panel = makeMarket({ assets: 4, days: 170, describe: (_, i) => (i === 3 ? { lastDay: dayFromNumber(START + last), ending: kind } : {}) });
    const victim = panel.assets.findIndex(({ lastDay }) => lastDay === dayFromNumber(START + last));
    if (fall) (panel.close[victim] as Float64Array)[last] = 0.01;
    const targets = panel.assets.map((_, asset) => ({ asset, weight: 0.25, cap: 1, rank: asset + 1, reason: 'held', weightReason: '' }));
    const start: Determination = { row: 119, targets, cash: 0, outside: new Map(), capacity: 1, eligible: 4, notes: [] };
    return { panel, victim, simulated: simulate({ panel, startRow: 120, start, decide: () => null, costs: true }) };
  };

  it('carries a dead one for 3 days, then counts it as zero, without a trade', () => {
    const { simulated, victim } = ending('dead', true);
    const exit = simulated.events.find(({ kind }) => kind === 'exit');
    expect(exit).toMatchObject({ row: 154, turnover: 0, cost: 0 });
    expect(exit?.trades.find(({ kind }) => kind === 'left')?.reason).toContain('carried 3 days, then zero');
    expect(simulated.positions.units.has(victim)).toBe(false);
    const weights = weightsOf(simulated.positions);
    expect([...weights.values()].reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
  });

  it('sells no dead one at its last price: a rebalance while it is carried leaves it to become zero', () => {
    const panel = makeMarket({ assets: 4, days: 170, describe: (_, i) => (i === 3 ? { lastDay: dayFromNumber(START + 150), ending: 'dead' } : {}) });
    const victim = panel.assets.findIndex(({ lastDay }) => lastDay === dayFromNumber(START + 150));
    const all = panel.assets.map((_, asset) => ({ asset, weight: 0.25, cap: 1, rank: asset + 1, reason: 'held', weightReason: '' }));
    const others = all.filter(({ asset }) => asset !== victim).map((target) => ({ ...target, weight: 1 / 3 }));
    const at = (row: number, targets: typeof all): Determination => ({ row, targets, cash: 0, outside: new Map(), capacity: 1, eligible: 4, notes: [] });
    const { events, gross, startRow } = simulate({ panel, startRow: 120, start: at(119, all), decide: (row) => (row === 151 ? at(151, others) : null), costs: false });
    const rebalance = events.find(({ kind }) => kind === 'rebalance');
    const carried = rebalance?.trades.find(({ id }) => id === panel.assets[victim]?.id);
    expect(rebalance).toMatchObject({ row: 152 });
    expect(carried).toMatchObject({ kind: 'stayed' });
    expect(carried?.to).toBeCloseTo(carried?.from as number, 12);
    expect(rebalance?.trades.reduce((sum, { to }) => sum + to, 0)).toBeCloseTo(1, 12);
    const exit = events.find(({ kind }) => kind === 'exit');
    expect(exit).toMatchObject({ row: 154 });
    const lost = exit?.trades.find(({ id }) => id === panel.assets[victim]?.id)?.from as number;
    const moved = (exit?.trades ?? []).filter(({ to }) => to > 0).reduce((sum, { id, from }) => {
      const a = panel.assets.findIndex((asset) => asset.id === id);
      return sum + from / ((panel.close[a]?.[154] as number) / (panel.close[a]?.[153] as number));
    }, lost);
    const [before, after] = [gross[153 - startRow] as number, gross[154 - startRow] as number];
    expect((after / (1 - lost)) * moved).toBeCloseTo(before, 9);
  });

  it('lets a truncated one leave at its last price on the next day, level unbroken, its weight spread', () => {
    const { simulated, panel, victim } = ending('truncated', false);
    const exit = simulated.events.find(({ kind }) => kind === 'exit');
    expect(exit?.row).toBe(151);
    const left = exit?.trades.find(({ kind }) => kind === 'left');
    expect(left).toMatchObject({ id: panel.assets[victim]?.id, to: 0 });
    const stay = exit?.trades.filter(({ kind }) => kind === 'stayed') ?? [];
    const growth = 1 / (1 - (left?.from as number));
    for (const trade of stay) expect(trade.to / trade.from).toBeCloseTo(growth, 9);
    const i = 151 - simulated.startRow;
    const flat = stay.reduce((sum, { id, from }) => {
      const a = panel.assets.findIndex((asset) => asset.id === id);
      return sum + from / ((panel.close[a]?.[151] as number) / (panel.close[a]?.[150] as number));
    }, left?.from as number);
    expect(((simulated.gross[i] as number) * flat) / (simulated.gross[i - 1] as number)).toBeCloseTo(1, 12);
    expect(exit?.cost).toBeGreaterThan(0);
  });

  it('buys nothing that stopped since the determination, and keeps the caps when spreading its weight', () => {
    const panel = makeMarket({ assets: 4, days: 170, describe: (_, i) => (i === 3 ? { lastDay: dayFromNumber(START + 119), ending: 'truncated' } : {}) });
    const targets = panel.assets.map((_, asset) => ({ asset, weight: 0.25, cap: 0.3, rank: asset + 1, reason: 'held', weightReason: '' }));
    const { events } = simulate({ panel, startRow: 120, start: { row: 119, targets, cash: 0, outside: new Map(), capacity: 1, eligible: 4, notes: [] }, decide: () => null, costs: true });
    expect(events[0]?.trades.map(({ to }) => Number(to.toFixed(12)))).toEqual([0.3, 0.3, 0.3]);
    expect(events[0]?.cash).toBeCloseTo(0.1, 12);
  });

  it('trades nothing at a carried price: a gap on the day of a rebalance leaves what is held and buys no newcomer', () => {
    const panel = makeMarket({ assets: 5, days: 170 });
    for (const asset of [2, 4]) (panel.close[asset] as Float64Array)[141] = Number.NaN;
    const at = (row: number, assets: readonly number[]): Determination => ({ row, targets: assets.map((asset) => ({ asset, weight: 1 / assets.length, cap: 1, rank: asset + 1, reason: 'held', weightReason: '' })), cash: 0, outside: new Map(), capacity: 1, eligible: 5, notes: [] });
    const { events, positions } = simulate({ panel, startRow: 120, start: at(119, [0, 1, 2, 3]), decide: (row) => (row === 140 ? at(140, [0, 1, 4]) : null), costs: true });
    const trades = new Map(events[1]?.trades.map((trade) => [trade.id, trade]));
    const [held, newcomer, sold] = [2, 4, 3].map((asset) => trades.get(panel.assets[asset]?.id as string));
    expect(held).toMatchObject({ kind: 'stayed', to: held?.from });
    expect(held?.reason).toContain('without a close on this day');
    expect([newcomer, sold?.to]).toEqual([undefined, 0]);
    expect([...trades.values()].reduce((sum, { to }) => sum + to, 0)).toBeCloseTo(1, 12);
    expect([...positions.units.keys()].sort()).toEqual([0, 1, 2]);
  });

  it('carries a gap of 3 days and takes a longer one out at the last price', () => {
    const gap = (days: number): Simulated => {
      const panel = makeMarket({ assets: 4, days: 170 });
      for (let row = 140; row < 140 + days; row += 1) (panel.close[2] as Float64Array)[row] = Number.NaN;
      const targets = panel.assets.map((_, asset) => ({ asset, weight: 0.2, cap: 1, rank: asset + 1, reason: 'held', weightReason: '' }));
      return simulate({ panel, startRow: 120, start: { row: 119, targets, cash: 0.2, outside: new Map(), capacity: 1, eligible: 4, notes: [] }, decide: () => null, costs: true });
    };
    expect(gap(3).events).toHaveLength(1);
    expect(gap(4).events[1]).toMatchObject({ kind: 'exit', row: 143 });
    expect(gap(4).events[1]?.cash).toBeGreaterThan(0.1);
  });
});

describe('trading costs', () => {
  it('follow the square root, fee included', () => {
    expect(squareRootSlippage(1, { dailyVolatility: 0.03, tradedValue: 100 })).toBeCloseTo(0.002, 12);
    expect(squareRootSlippage(0, { dailyVolatility: Number.NaN, tradedValue: 0 })).toBe(0);
    const panel = makeMarket({ assets: 3, days: 60 });
    const cost = tradingCost(panel, 50, [{ asset: 0, change: 0.05 }, { asset: 1, change: -0.05 }]);
    expect(cost).toBeGreaterThan(0.0001);
    expect(tradingCost(panel, 50, [{ asset: 0, change: 0.05 }, { asset: 1, change: -0.05 }], 1e9)).toBeGreaterThan(cost);
  });
});
