import { CARRY_FORWARD_DAYS } from '@/lib/domain/market/rules';
import { MIN_CROSS_SECTION, MIN_LENS_COVERAGE } from '@/lib/domain/scores/rules';
import { formatDay } from '@/lib/format/day';
import { formatLargeMoney, formatPrice } from '@/lib/format/money';
import { formatFactor, formatNumber, NARROW_SPACE } from '@/lib/format/number';
import { formatBps, formatPercent } from '@/lib/format/percent';
import type { TokenFeature, TokenLens } from '@/lib/schemas/token-view';

/** Below this a fraction needs more digits to be told from zero. */
const SMALL = 0.0995;
const TINY = 0.0001;
const LARGE_USD = 10_000;

/** Digits that leave three figures of a small number. */
function smallDigits(size: number): number {
  return size === 0 ? 0 : Math.min(12, Math.max(0, 2 - Math.floor(Math.log10(size))));
}

function percent(value: number, sign: boolean): string {
  const size = Math.abs(value);
  return formatPercent(value, { sign, digits: size > 0 && size < TINY ? smallDigits(size * 100) : size < SMALL ? 2 : 1 });
}

/** A value in its unit, as people read it. Example: 0.0102 as a signed fraction is “+1.02 %”. */
export function featureValue(value: number, { unit, signed }: Pick<TokenFeature, 'unit' | 'signed'>): string {
  switch (unit) {
    case 'fraction':
    case 'perYear':
      return percent(value, signed && unit === 'fraction');
    case 'ratio':
      return formatFactor(value);
    case 'usd':
      return value >= LARGE_USD ? formatLargeMoney(value) : formatPrice(value);
    case 'perUsdMillion':
      return `${percent(value, false)} / $1${NARROW_SPACE}m`;
    case 'points':
      return formatNumber(value, { digits: Math.abs(value) >= 10 ? 1 : 2, sign: signed });
    case 'bps':
      return formatBps(value);
    case 'days':
      return `${formatNumber(value)}${NARROW_SPACE}d`;
    case 'hours':
      return `${formatNumber(value, { digits: 1 })}${NARROW_SPACE}h`;
    case 'count':
      return formatNumber(value, { digits: value < 10 ? 1 : 0 });
  }
}

/** A feature's name whose span stays on one line. Example: “Return, 30 d” keeps “30 d” together. */
export const featureName = (name: string): string => name.replace(/(\d) (?=d\b|weeks\b)/g, '$1\u00a0');

/** Why a feature has no value, in words. */
export function missingWords(feature: Pick<TokenFeature, 'missing' | 'notApplicable' | 'day' | 'waitsFor'>): string {
  switch (feature.missing) {
    case 'not-applicable':
      return `not applicable: ${feature.notApplicable ?? 'it makes no sense here'}`;
    case 'stale':
      return `last known ${feature.day ? formatDay(feature.day) : 'long ago'}, older than ${CARRY_FORWARD_DAYS} days (Rule 1.5)`;
    case 'warm-up':
      return 'too little history yet';
    case 'no-data-source':
      return feature.waitsFor.length > 0 ? `no source; waits for ${feature.waitsFor.join(' and ')}` : 'no source in this dataset';
    default:
      return 'the figure does not exist, such as a ratio to zero';
  }
}

/** Why a lens has no grade, in one sentence. */
export function lensReason(lens: TokenLens, ungraded: string | null): string {
  if (ungraded !== null) return 'The token is not graded.';
  const moods = lens.lens === 'sentiment' ? ' Fear-and-greed is market-wide and never a token feature (Rule 3.2).' : '';
  if (lens.features.every((feature) => feature.missing === 'no-data-source' || feature.missing === 'not-applicable')) return `No source for this token in this dataset.${moods}`;
  const stale = lens.features.flatMap((feature) => (feature.missing === 'stale' && feature.day ? [feature.day] : [])).sort().at(-1);
  if (stale !== undefined && lens.coverage === 0) return `Last known ${formatDay(stale)}, older than ${CARRY_FORWARD_DAYS} days (Rule 1.5).`;
  if (lens.coverage === 0 && lens.features.some(({ value }) => value !== null)) return `Values are known, but of fewer than the ${MIN_CROSS_SECTION} tokens that make a ranking (Rule 3.2).`;
  return `${formatPercent(lens.coverage, { digits: 0 })} of its weight is present, ${formatPercent(MIN_LENS_COVERAGE, { digits: 0 })} is needed (Rule 3.2).`;
}
