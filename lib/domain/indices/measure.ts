import type { GradeSource } from '../scores/grade-source';
import type { Methodology, SelectionMeasure } from './methodology';
import { MIN_GRADED_SHARE } from './rules';
import { MEASURE_WORDS, percentWord } from './words';

/** What ranks the candidates of one rebalance, and how it came to that, in words. */
export interface Measured {
  /** What decided: where a rule asks for a grade that too few have, market cap. */
  readonly by: SelectionMeasure;
  /** One value per asset of the panel, NaN is n/a; null where market cap decides. */
  readonly grades: Float64Array | null;
  readonly notes: readonly string[];
}

/**
 * The measure of a methodology on a row, for candidates given as asset positions. A rule that selects by forecast takes it only while the gate is
 * open and half of the candidates have one, else the trader grade (Rule 3.5); fewer than half with a grade leave market cap (Rule 4).
 * Example: `small-cap-growth` with a closed gate is ranked by trader grade, and says so.
 */
export function measureFor(methodology: Methodology, grades: GradeSource, row: number, candidates: readonly number[]): Measured {
  const share = (of: Float64Array): number => candidates.filter((asset) => !Number.isNaN(of[asset] as number)).length / Math.max(1, candidates.length);
  const asked = methodology.selection.by === 'forecast' ? askForecast(grades, row, share) : askGrade(methodology, grades, row);
  if (asked.grades === null) return asked;
  const known = share(asked.grades);
  if (known >= MIN_GRADED_SHARE) return asked;
  return { by: 'marketCap', grades: null, notes: [`Only ${percentWord(known)} of the eligible have a grade, so market cap decided (Rule 4).`] };
}

function askForecast(grades: GradeSource, row: number, share: (of: Float64Array) => number): Measured {
  const trader = grades.trader(row);
  if (!grades.gateOpen(row)) return { by: 'traderGrade', grades: trader, notes: ['By trader grade: the gate of the forecast was closed (Rule 3.5).'] };
  const forecast = grades.forecast(row);
  const known = share(forecast);
  if (known >= MIN_GRADED_SHARE) return { by: 'forecast', grades: forecast, notes: ['By forecast: its gate was open (Rule 3.5).'] };
  return { by: 'traderGrade', grades: trader, notes: [`By trader grade: only ${percentWord(known)} of the eligible had a forecast (Rule 3.5).`] };
}

function askGrade({ selection, weighting, universe }: Methodology, grades: GradeSource, row: number): Measured {
  const byTrader = selection.by === 'traderGrade';
  if (!byTrader && selection.by === 'marketCap' && !weighting.tilt && universe.minInvestorGrade === undefined) return { by: 'marketCap', grades: null, notes: ['By market cap, as its rule says: no forecast had a part in it (Rule 3.5).'] };
  const by = byTrader ? 'traderGrade' : selection.by === 'investorGrade' ? 'investorGrade' : 'marketCap';
  const named = MEASURE_WORDS[byTrader ? 'traderGrade' : 'investorGrade'];
  return { by, grades: byTrader ? grades.trader(row) : grades.investor(row), notes: [`By ${named}, as its rule says: no forecast had a part in it (Rule 3.5).`] };
}
