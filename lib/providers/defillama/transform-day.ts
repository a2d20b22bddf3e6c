import 'server-only';
import type { IsoDay } from '@/lib/domain/foundation/iso-day';
import { plainNumber } from '../plain-number';
import { judgeAmount, judgePrice, MOST_UNITS } from '../judge-number';
import type { MetricRow } from '../live-port';
import { schemaFault, type Refusals } from '../refusals';
import { feeSchema, stablecoinSchema, type Protocol } from './schema';
import { plainTvl } from './units';

const round = (value: number): number => Math.round(value * 1e12) / 1e12;

/** Fees by the name under which they are told; a name that is told twice with different values is nobody's. */
export function namedFees(rows: readonly unknown[], what: string, refusals: Refusals): Map<string, number> {
  const found = new Map<string, number>();
  const doubtful = new Set<string>();
  for (const row of rows) {
    const parsed = feeSchema.safeParse(row);
    if (!parsed.success) {
      refusals.add(String((row as { name?: unknown } | null)?.name ?? ''), '', `${what}: ${schemaFault(parsed.error)}`, row);
      continue;
    }
    const { name, total24h } = parsed.data;
    if (total24h === null || total24h === undefined) continue;
    const judged = judgeAmount(total24h, what);
    if (!judged.ok) refusals.add(name, '', judged.reason, row);
    else if ((found.get(name) ?? total24h) !== total24h) {
      if (doubtful.size !== doubtful.add(name).size) refusals.add(name, '', `${what}: two of one name`, row);
    } else found.set(name, total24h);
  }
  for (const name of doubtful) found.delete(name);
  return found;
}

/** Value locked by slug of a protocol or by name of a chain. */
export function lockedValues(named: readonly (readonly [string, number | null | undefined])[], refusals: Refusals): Map<string, number> {
  const found = new Map<string, number>();
  for (const [who, value] of named) {
    if (value === null || value === undefined) continue;
    const judged = judgeAmount(value, 'value locked');
    if (judged.ok) found.set(who, value);
    else refusals.add(who, '', judged.reason, value);
  }
  return found;
}

export const tvlOf = (protocol: Protocol): number | null => protocol.tvl ?? plainTvl(protocol.chainTvls);

/** What parts of one asset have together; null where none of them is told. */
export function totalOf(values: readonly (number | undefined)[]): number | null {
  const told = values.filter((value) => value !== undefined);
  return told.length === 0 ? null : told.reduce((sum, value) => sum + value, 0);
}

export function metricRow(externalId: string, metric: string, day: IsoDay, value: number | null): MetricRow[] {
  return value === null ? [] : [{ externalId, metric, day, value: plainNumber(value) }];
}

/**
 * Supply of each stablecoin in units of its peg, and how far a dollar coin's price lies from a dollar, as a fraction. Pegs to other money
 * are priced in dollars too, and their distance cannot be told without that money's rate.
 */
export function toStablecoinMetrics(rows: readonly unknown[], day: IsoDay, refusals: Refusals): MetricRow[] {
  const seen = new Set<string>();
  return rows.flatMap((row) => {
    const parsed = stablecoinSchema.safeParse(row);
    if (!parsed.success) {
      refusals.add(String((row as { name?: unknown } | null)?.name ?? ''), day, schemaFault(parsed.error), row);
      return [];
    }
    const { gecko_id: id, pegType, price, circulating } = parsed.data;
    if (!id) return [];
    if (seen.has(id)) refusals.add(id, day, 'it came twice (the first stands)', row);
    if (seen.size === seen.add(id).size) return [];
    const amounts = Object.values(circulating).filter((amount) => amount !== null);
    const supply = refusals.keep(judgeAmount(amounts.length === 0 ? null : amounts.reduce((sum, amount) => sum + amount, 0), 'circulating supply', MOST_UNITS), id, day, circulating);
    const told = pegType === 'peggedUSD' && price !== null && price !== undefined ? refusals.keep(judgePrice(price, 'price'), id, day, price) : null;
    return [
      ...(supply === null ? [] : [{ externalId: id, metric: 'StableSupply', day, value: supply }]),
      ...metricRow(id, 'StablePegDeviation', day, told === null ? null : round(Number(told) - 1)),
    ];
  });
}
