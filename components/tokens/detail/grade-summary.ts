import { MIN_GRADE_COVERAGE } from '@/lib/domain/scores/rules';
import { adviceWord, type FreshnessText } from '@/lib/format/freshness';
import { formatCount, formatGrade, formatNumber } from '@/lib/format/number';
import { formatPercent } from '@/lib/format/percent';
import type { TokenContribution, TokenGrade, TokenLens } from '@/lib/schemas/token-view';
import { featureName } from './feature-text';

/** What of a token its summary is made from. */
export interface Graded {
  readonly graded: number;
  readonly ungraded: string | null;
  readonly investor: TokenGrade;
  readonly trader: TokenGrade;
  readonly rating: string | null;
  readonly lenses: readonly Pick<TokenLens, 'grade'>[];
  readonly contributions: readonly Pick<TokenContribution, 'name' | 'points'>[];
}

/** As many reasons on a side as one sentence holds. */
const REASONS = 2;
/** Below this a reason would read as 0.0 points. */
export const LEAST_POINTS = 0.05;

const whole = (fraction: number): string => formatPercent(fraction, { digits: 0 });

function side(contributions: Graded['contributions'], sign: 1 | -1): string | null {
  const parts = contributions.filter(({ points }) => points * sign >= LEAST_POINTS).slice(0, REASONS);
  return parts.length === 0 ? null : parts.map(({ name, points }) => `${featureName(name)} (${formatNumber(points, { digits: 1, sign: true })})`).join('; ');
}

function reasons(contributions: Graded['contributions']): string {
  const [up, down] = [side(contributions, 1), side(contributions, -1)];
  return `Speaks most for it, in points from 50: ${up ?? 'nothing'}. Against it: ${down ?? 'nothing'}.`;
}

function certainty({ coverage, thin }: TokenGrade, lenses: Graded['lenses']): string {
  const present = lenses.filter(({ grade }) => grade !== null).length;
  const backed = `${whole(coverage)} of what it weighs has data, from ${present} of ${lenses.length} lenses`;
  return thin ? `It is thin: only ${backed}.` : `${backed.charAt(0).toUpperCase()}${backed.slice(1)}.`;
}

/** What is said first, what it means and how sure it is, and why; empty where nothing is to be added. */
export interface GradeSummary {
  readonly said: string;
  readonly meaning: string;
  readonly reasons: string;
}

function withoutGrade({ ungraded, investor, trader }: Graded): GradeSummary {
  if (ungraded !== null) return { said: 'Not graded', meaning: `: ${ungraded}.`, reasons: '' };
  if (trader.grade === null && investor.coverage === 0) return { said: 'No grade on this day', meaning: ': nothing that it weighs was known, or the token stood outside the ranking.', reasons: '' };
  const short = trader.grade === null ? '' : ` For days to weeks its trader grade is ${formatGrade(trader.grade)} of 100.`;
  return { said: 'No investor grade', meaning: `: ${whole(investor.coverage)} of what it would weigh has data; ${whole(MIN_GRADE_COVERAGE)}, from two lenses, is needed.${short}`, reasons: '' };
}

/** What the grade says, how sure it is and why, for someone who sees the page for the first time. Example: “Hold: 65 of 100” “ for the months ahead, where 50 is the middle of 330 tokens. …” */
export function gradeSummary(token: Graded, freshness: FreshnessText): GradeSummary {
  const { investor, rating, graded } = token;
  if (investor.grade === null) return withoutGrade(token);
  const old = adviceWord(freshness);
  const said = `${formatGrade(investor.grade)} of 100`;
  if (old !== null) return { said: `Last graded ${said}`, meaning: `; ${old === 'dead' ? 'the token is dead by its prices' : 'its last close is too old'}, so nothing is advised.`, reasons: '' };
  const word = rating === null ? 'Grade' : `${rating.charAt(0).toUpperCase()}${rating.slice(1)}`;
  return { said: `${word}: ${said}`, meaning: ` for the months ahead, where 50 is the middle of ${formatCount(graded, 'token')}. ${certainty(investor, token.lenses)}`, reasons: reasons(token.contributions) };
}
