import 'server-only';
import type { IsoDay } from '@/lib/domain/foundation/iso-day';
import { plainNumber } from '../plain-number';
import { judgeAmount, judgePrice, MOST_UNITS } from '../judge-number';
import type { MetricRow } from '../live-port';
import { schemaFault, type Refusals } from '../refusals';
import { feeSchema, stablecoinSchema, type Chain, type Protocol } from './schema';
import { plainTvl, type Unit } from './units';

const round = (value: number): number => Math.round(value * 1e12) / 1e12;

/** Values by the name under which they are told; the first of two stands. */
export function namedFees(rows: readonly unknown[], name: string, refusals: Refusals): Map<string, number> {
  const found = new Map<string, number>();
  for (const row of rows) {
    const parsed = feeSchema.safeParse(row);
    if (!parsed.success) {
      refusals.add(String((row as { name?: unknown } | null)?.name ?? ''), '', `${name}: ${schemaFault(parsed.error)}`, row);
      continue;
    }
    const { name: who, total24h } = parsed.data;
    if (total24h === null || total24h === undefined || found.has(who)) continue;
    const judged = judgeAmount(total24h, name);
    if (judged.ok) found.set(who, total24h);
    else refusals.add(who, '', judged.reason, row);
  }
  return found;
}

/** Value locked by the same names. */
export function namedTvl(protocols: readonly Protocol[], chains: readonly Chain[], refusals: Refusals): { readonly protocols: Map<string, number>; readonly chains: Map<string, number> } {
  const judged = (named: readonly (readonly [string, number | null])[]): Map<string, number> => {
    const found = new Map<string, number>();
    for (const [who, value] of named) {
      if (value === null) continue;
      const verdict = judgeAmount(value, 'value locked');
      if (verdict.ok) found.set(who, value);
      else refusals.add(who, '', verdict.reason, value);
    }
    return found;
  };
  return { protocols: judged(protocols.map((one) => [one.name, one.tvl ?? plainTvl(one.chainTvls)])), chains: judged(chains.map((one) => [one.name, one.tvl ?? null])) };
}

/** What one asset's units have together; null where none of them is told. */
export function totalOf(units: readonly Unit[], valueOf: (unit: Unit, name: string) => number | undefined): number | null {
  const values = units.flatMap((unit) => unit.names.flatMap((name) => valueOf(unit, name) ?? []));
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0);
}

export function metricRow(externalId: string, metric: string, day: IsoDay, value: number | null): MetricRow[] {
  return value === null ? [] : [{ externalId, metric, day, value: plainNumber(value) }];
}

/**
 * Supply of each stablecoin in units of its peg, and how far a dollar coin's price lies from a dollar, as a fraction. Pegs to other money
 * are priced in dollars too, and their distance cannot be told without that money's rate.
 */
export function toStablecoinMetrics(rows: readonly unknown[], day: IsoDay, refusals: Refusals): MetricRow[] {
  return rows.flatMap((row) => {
    const parsed = stablecoinSchema.safeParse(row);
    if (!parsed.success) {
      refusals.add(String((row as { name?: unknown } | null)?.name ?? ''), day, schemaFault(parsed.error), row);
      return [];
    }
    const { gecko_id: id, pegType, price, circulating } = parsed.data;
    if (!id) return [];
    const amounts = Object.values(circulating).filter((amount) => amount !== null);
    const supply = refusals.keep(judgeAmount(amounts.length === 0 ? null : amounts.reduce((sum, amount) => sum + amount, 0), 'circulating supply', MOST_UNITS), id, day, circulating);
    const told = pegType === 'peggedUSD' && price !== null && price !== undefined ? refusals.keep(judgePrice(price, 'price'), id, day, price) : null;
    return [
      ...(supply === null ? [] : [{ externalId: id, metric: 'StableSupply', day, value: supply }]),
      ...metricRow(id, 'StablePegDeviation', day, told === null ? null : round(Number(told) - 1)),
    ];
  });
}
