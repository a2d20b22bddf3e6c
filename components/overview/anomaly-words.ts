import { formatNumber } from '@/lib/format/number';
import { formatPercent } from '@/lib/format/percent';
import { unusualWords } from '../tokens/unusual-words';

type Detail = Readonly<Record<string, number>>;

const share = (value: number | undefined, digits = 0): string => (value === undefined ? 'an unknown share' : formatPercent(Math.abs(value), { digits }));
const times = (value: number | undefined): string => (value === undefined ? 'several' : formatNumber(value, { digits: 1 }));

const WORDS: Readonly<Record<string, (detail: Detail) => string>> = {
  move: ({ change, sigmas }) => ` moved ${share(change, 1)} in a day, ${times(sigmas)} times its usual day`,
  turnover: ({ lowest, days }) => ` traded more than ${times(lowest)} times its market cap on each of ${formatNumber(days ?? 0)} days`,
  surge: ({ factor }) => ` rose to ${times(factor)} times its price in 7 days without growth on chain`,
  supply: ({ jump }) => `’s supply grew ${share(jump, 1)} in a day`,
  liquidity: ({ drop }) => `’s traded value fell ${share(drop)} in 7 days`,
  peg: ({ off, days }) => ` stood at least ${share(off, 1)} off its peg for ${formatNumber(days ?? 0)} days`,
  unusual: (detail) => ` had an unusual week${unusualWords(detail) === '' ? '' : ` (${unusualWords(detail)})`}`,
};

/** How far the traded value fell, where one sentence names several tokens (Rule 3.6). */
export const fallWords = ({ drop }: Detail): string => share(drop);

/** What happened, to stand after a token's name (Rule 3.6). */
export function anomalyWords(kind: string, detail: Detail): string {
  return WORDS[kind]?.(detail) ?? ` shows an anomaly (${kind})`;
}
