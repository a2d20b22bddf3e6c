import { SUSTAINABLE_SOURCE, type IncomeKind } from './rules';

/** One source of yield. Yields and rates are yearly fractions; `weight` is a share of capital; `tvlUsd` what is locked in the protocol. */
export interface IncomeSource {
  readonly kind: IncomeKind;
  readonly weight: number;
  readonly nominalYield: number;
  /** The part of the nominal yield that users pay; the rest is emission. */
  readonly userPaidYield: number;
  readonly inflationRate: number;
  readonly ageDays: number;
  readonly audited: boolean;
  readonly tvlUsd: number;
}

export interface ScreenedSource {
  readonly kept: boolean;
  /** Why it is screened out; empty where it is kept. */
  readonly reasons: readonly string[];
}

const percent = (fraction: number): string => `${Number((fraction * 100).toFixed(2))}\u202f%`;

/**
 * Rule 9.2: whether a source is sustainable: at most 100 % nominal, at least half paid by users, a year old, audited, USD 10 m locked;
 * every reason against it is given. Exactly on a limit is kept. Example: 120 % nominal is out and says why.
 */
export function screenSource(source: IncomeSource): ScreenedSource {
  const { maximumNominalYield, minimumUserPaidShare, minimumAgeDays, minimumTvlUsd } = SUSTAINABLE_SOURCE;
  const reasons: string[] = [];
  if (source.nominalYield > maximumNominalYield) reasons.push(`A nominal yield of ${percent(source.nominalYield)} is above ${percent(maximumNominalYield)}.`);
  if (source.userPaidYield < minimumUserPaidShare * source.nominalYield) {
    reasons.push(`Users pay ${percent(source.userPaidYield / source.nominalYield)} of the yield, less than ${percent(minimumUserPaidShare)}; the rest is emission.`);
  }
  if (source.ageDays < minimumAgeDays) reasons.push(`The protocol is ${source.ageDays} days old, less than ${minimumAgeDays}.`);
  if (!source.audited) reasons.push('The protocol is not audited.');
  if (source.tvlUsd < minimumTvlUsd) reasons.push(`USD ${source.tvlUsd.toLocaleString('en-US')} are locked, less than ${minimumTvlUsd.toLocaleString('en-US')}.`);
  return { kept: reasons.length === 0, reasons };
}

/** Rule 9.2: real yield = nominal − supply inflation. Example: 0.12 with inflation 0.08 is 0.04. */
export function realYield(source: Pick<IncomeSource, 'nominalYield' | 'inflationRate'>): number {
  return source.nominalYield - source.inflationRate;
}

/** A mix's yields; null where nothing is kept. */
export interface BlendedYield {
  readonly nominal: number | null;
  readonly real: number | null;
  /** Share of the mix that passed the screen. */
  readonly keptWeight: number;
}

/** Mean yields of the sources that pass the screen, by weight; the weight of the others is spread over them. Example: none kept is null. */
export function blendedYield(sources: readonly IncomeSource[]): BlendedYield {
  const kept = sources.filter((source) => screenSource(source).kept);
  const keptWeight = kept.reduce((total, { weight }) => total + weight, 0);
  if (!(keptWeight > 0)) return { nominal: null, real: null, keptWeight: 0 };
  const mean = (of: (source: IncomeSource) => number): number => kept.reduce((total, source) => total + source.weight * of(source), 0) / keptWeight;
  return { nominal: mean((source) => source.nominalYield), real: mean(realYield), keptWeight };
}
