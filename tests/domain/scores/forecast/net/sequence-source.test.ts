import { describe, expect, it } from 'vitest';
import { createMarketView } from '@/lib/domain/features/view';
import { assetChannels, SEQUENCE_CHANNELS } from '@/lib/domain/scores/forecast/net/channels';
import { CHANNEL_LIMIT, SEQUENCE_DAYS } from '@/lib/domain/scores/forecast/net/rules';
import { sequenceSource } from '@/lib/domain/scores/forecast/net/sequence-source';
import { makeFeatureMarket, type MutablePanel } from '../../../../support/feature-market';

const WIDTH = SEQUENCE_CHANNELS.length;
const ROW = 170;
const made = () => makeFeatureMarket({ assets: 3, days: 200, seed: 9, firstRow: [0, 0, 130] });
const channel = (name: string) => SEQUENCE_CHANNELS.indexOf(name);
const step = (panel: MutablePanel, asset: number, row = ROW) => assetChannels(createMarketView(panel).view(asset), row, row + 1);

function sequence(panel: MutablePanel, asset: number, row = ROW): Float32Array | null {
  const out = new Float32Array(SEQUENCE_DAYS * WIDTH);
  return sequenceSource(createMarketView(panel), Int32Array.of(row), Int32Array.of(asset), Float64Array.of(0)).fill(0, out) ? out : null;
}

describe('channels of a step', () => {
  it('are all there where every input is, finite and cut', () => {
    const all = sequence(made(), 0) as Float32Array;
    const last = all.subarray(-WIDTH);
    for (const [c, name] of SEQUENCE_CHANNELS.entries()) if (name.endsWith(' present')) expect(last[c], name).toBe(1);
    expect(all.every((value) => Math.abs(value) <= CHANNEL_LIMIT)).toBe(true);
    expect(SEQUENCE_CHANNELS.slice(0, 6)).toEqual(['return ÷ own deviation of 60 days before', 'drawdown from the high of 90 days', 'deviation of 30 days against 90', 'return of 7 days ÷ own deviation', 'return of 30 days ÷ own deviation', 'price present']);
  });

  it('count a return in the deviations of the 60 days before: one usual move is 1', () => {
    const panel = made();
    const { returns } = createMarketView(panel).view(0);
    const before = returns.slice(ROW - 60, ROW);
    const center = before.reduce((sum, value) => sum + value, 0) / 60;
    const deviation = Math.sqrt(before.reduce((sum, value) => sum + (value - center) ** 2, 0) / 59);
    (panel.close[0] as Float64Array)[ROW] = (panel.close[0]?.[ROW - 1] as number) * Math.exp(deviation);
    expect(step(panel, 0)[0]).toBeCloseTo(1, 5);
    (panel.close[0] as Float64Array)[ROW] = (panel.close[0]?.[ROW - 1] as number) * Math.exp(9 * deviation);
    expect(step(panel, 0)[0]).toBe(CHANNEL_LIMIT);
  });

  it('tell the return of a week in deviations of a week: a usual one is 1', () => {
    const panel = made();
    const usual = step(panel, 0)[3] as number;
    const close = panel.close[0] as Float64Array;
    const { returns } = createMarketView(made()).view(0);
    const before = returns.slice(ROW - 60, ROW);
    const center = before.reduce((sum, value) => sum + value, 0) / 60;
    const deviation = Math.sqrt(before.reduce((sum, value) => sum + (value - center) ** 2, 0) / 59);
    expect(usual).toBeCloseTo(Math.log((close[ROW] as number) / (close[ROW - 7] as number)) / (deviation * Math.sqrt(7)), 5);
  });

  it.each<[string, (panel: MutablePanel) => void]>([
    ['traded value', (panel) => panel.tradedValue[0]?.fill(Number.NaN)],
    ['range', (panel) => panel.high[0]?.fill(Number.NaN)],
    ['fees', (panel) => panel.metrics.delete('FeeTotUSD')],
    ['market ÷ realised value', (panel) => panel.metrics.get('CapMVRVCur')?.[0]?.fill(Number.NaN)],
    ['turnover', (panel) => panel.marketCap[0]?.fill(0)],
    ['price', (panel) => { (panel.close[0] as Float64Array)[ROW] = Number.NaN; }],
  ])('say that %s is missing, and never a value for it', (group, remove) => {
    const panel = made();
    remove(panel);
    const presence = channel(`${group} present`);
    const first = SEQUENCE_CHANNELS.findLastIndex((name, c) => c < presence && name.endsWith(' present')) + 1;
    expect([...step(panel, 0).subarray(first, presence + 1)].every((value) => value === 0)).toBe(true);
    expect(step(made(), 0)[presence]).toBe(1);
  });
});

describe('sequenceSource', () => {
  it('ends with the sample’s row: nothing later is read, whatever it is', () => {
    const panel = made();
    const before = sequence(panel, 0);
    for (const columns of [panel.close, panel.tradedValue, panel.marketCap, panel.high, panel.low, ...panel.metrics.values()]) for (const column of columns) column.fill(7e9, ROW + 1);
    expect(sequence(panel, 0)).toEqual(before);
    (panel.close[0] as Float64Array)[ROW] = 1;
    expect(sequence(panel, 0)).not.toEqual(before);
  });

  it('reads a metric a day late: of the row itself it is not known yet', () => {
    const panel = made();
    const before = sequence(panel, 0);
    (panel.metrics.get('FeeTotUSD')?.[0] as Float64Array)[ROW] = 1e9;
    expect(sequence(panel, 0)).toEqual(before);
    (panel.metrics.get('FeeTotUSD')?.[0] as Float64Array)[ROW - 1] = 1e9;
    expect(sequence(panel, 0)).not.toEqual(before);
  });

  it('gives the same numbers alone and among other samples', () => {
    const rows = Int32Array.of(100, 135, ROW, ROW, 199);
    const source = sequenceSource(createMarketView(made()), rows, Int32Array.of(0, 2, 0, 2, 0), new Float64Array(5));
    const out = new Float32Array(SEQUENCE_DAYS * WIDTH);
    expect(source.fill(2, out) && out).toEqual(sequence(made(), 0));
    expect(source.fill(3, out) && out).toEqual(sequence(made(), 2));
    expect(source.fill(4, out) && out.subarray(0, -29 * WIDTH)).toEqual((sequence(made(), 0) as Float32Array).subarray(29 * WIDTH));
  });

  it('has no sequence where fewer than 72 of the 90 days have a return', () => {
    expect(sequence(made(), 1, 199)).toBeNull();
    const young = makeFeatureMarket({ assets: 3, days: 200, seed: 9, firstRow: [0, 0, 127] });
    expect(sequence(young, 1, 199)).not.toBeNull();
    expect(sequence(made(), 0, SEQUENCE_DAYS - 2)).toBeNull();
  });
});
