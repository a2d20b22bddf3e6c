import { mean, standardDeviation } from '../../foundation/statistics';
import type { MemberReasons } from './member-reasons';
import { centredRanks } from './samples';

/** What moved the forecasts of a row, in points of percentile: by sample one number a code. */
export interface RowPoints {
  readonly codes: readonly string[];
  readonly points: readonly Float64Array[];
}

/** One member on a row: its predictions by sample, its say in each forecast, and what moved it; null where it has no say in any. */
export interface MemberSay {
  readonly predictions: Float64Array;
  readonly shares: Float64Array;
  readonly reasons: MemberReasons | null;
}

/** Standard deviation of ranks that are spread evenly over 100 points. */
const RANK_POINTS = 100 / Math.sqrt(12);

/**
 * Each member's say in each forecast of one row, as `blendRanks` averages: its weight among the members that speak of the sample, an equal share where
 * only members without weight do; 0 where it is silent. Example: of weights 0.5 and 0.5 the one that speaks alone has 1.
 */
export function sharesOf(predictions: readonly Float64Array[], weights: readonly number[]): Float64Array[] {
  const speaks = predictions.map((own) => centredRanks(own).map((rank) => (Number.isNaN(rank) ? 0 : 1)));
  return speaks.map((own, member) => own.map((spoken, sample) => {
    const total = speaks.reduce((sum, other, i) => sum + (other[sample] as number) * (weights[i] as number), 0);
    const among = speaks.reduce((sum, other) => sum + (other[sample] as number), 0);
    return spoken === 0 ? 0 : total > 0 ? (weights[member] as number) / total : 1 / among;
  }));
}

/** A member's parts against the row's average sample, by the spread of its predictions: what they come to in points if it were alone. */
function scaled({ predictions, reasons }: MemberSay): { readonly codes: readonly string[]; readonly parts: readonly (Float64Array | null)[] } | null {
  const spread = standardDeviation(predictions.filter((value) => !Number.isNaN(value)));
  if (reasons === null || !(spread > 0)) return null;
  const told = reasons.parts.filter((part) => part !== null);
  const averages = reasons.codes.map((_, c) => mean(told.map((part) => part[c] as number)));
  return { codes: reasons.codes, parts: reasons.parts.map((part) => part && part.map((value, c) => (RANK_POINTS * (value - (averages[c] as number))) / spread)) };
}

/**
 * What moved the forecasts of one row, in points of percentile: each member's parts against the row's average sample, divided by the spread of its
 * predictions and times its share. All of a sample sum to its place as far as places follow predictions evenly; each code's to 0 over the row while members'
 * shares are the same for all. Example: a member alone whose predictions lie one deviation above the average comes to 28.9 points.
 */
export function rowPoints(members: readonly MemberSay[], features: readonly string[]): RowPoints {
  const spoken = members.map((member) => ({ shares: member.shares, own: scaled(member) }));
  const codes = [...new Set([...features, ...spoken.flatMap(({ own }) => own?.codes ?? [])])];
  const position = new Map(codes.map((code, i) => [code, i]));
  const points = Array.from({ length: members[0]?.predictions.length ?? 0 }, () => new Float64Array(codes.length));
  for (const { shares, own } of spoken) {
    own?.parts.forEach((part, sample) => own.codes.forEach((code, c) => {
      const [at, sums] = [position.get(code) as number, points[sample] as Float64Array];
      if (part) sums[at] = (sums[at] as number) + (shares[sample] as number) * (part[c] as number);
    }));
  }
  return { codes, points };
}
