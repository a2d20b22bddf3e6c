import { mean } from '../../foundation/statistics';
import type { CalibrationBin } from './calibration';
import type { ForecastEvaluation } from './evaluation';
import { BEARISH_TO, BULLISH_FROM, EMBARGO_DAYS, HORIZON_DAYS, MOST_RANKED } from './rules';

/** Under so many ranked assets a month says little: the error of one rank correlation is above 0.14. */
const FEW_ASSETS = 50;
/** From this share of unknown outcomes on a reader should know. */
const UNKNOWN_SHARE = 0.01;

/** What the probability of overfitting is about. */
function triedWords(tried: readonly string[]): string {
  if (tried.length === 0) return 'For a probability of overfitting the history is too short: it takes fifteen trainings of each candidate on two thirds of the time.';
  return `The probability of overfitting is over ${tried.length} candidates: ${tried.join(', ')}. The recurrent net is left out for what fifteen trainings of it would cost, and so is the ensemble.`;
}

/** Share of judged forecasts whose token beat the universe; NaN where none was calibrated. Example: bins of 0.3 and 0.5 of equal count give 0.4. */
export function beatShare(calibration: readonly CalibrationBin[]): number {
  const count = calibration.reduce((sum, bin) => sum + bin.count, 0);
  return calibration.reduce((sum, bin) => sum + bin.observed * bin.count, 0) / count;
}

/** What a reader should know before believing a proof, in plain sentences, the general ones first; `unknownShare` is that of outcomes, `ranked` the most tokens of a day,
 * `tried` the candidates of the cross-validation, `nets` in how many windows the net is silent.
 * Example: a market of 20 tokens is told to be small. */
export function limitsOf({ byMonth, rankIc, deflatedSharpe, calibration }: Pick<ForecastEvaluation, 'byMonth' | 'rankIc' | 'deflatedSharpe' | 'calibration'>, unknownShare = 0, ranked = 0, tried: readonly string[] = [], nets = { silent: 0, windows: 0 }): string[] {
  const limits = [
    `It ranks tokens against each other over the next ${HORIZON_DAYS} days. It says nothing about where the market as a whole goes.`,
    'A rank IC of 0.05 is good and means being on the right side in about 52 of 100 cases. Most of a token’s return is not foreseeable.',
    'The spread buys one fifth and sells the other short. Most of these tokens cannot be sold short at the assumed cost, so it measures the ranking, not a strategy.',
    'Returns in the spread are cut at the first and last percentile of a day, since a single misprint would decide it. Setting both sides back to equal weights each month is not charged.',
    'Every member begins at the same line through the features and adds what that leaves, so members resemble each other and a good line makes all of them good. What counts only where two features meet is found in part at most.',
    'Of a made signal with a rank IC of 0.05 it finds about 91 % among 97 unrelated features, and 83 % where the signal is planted on a real market’s own features; a straight line through the right ones alone would find 93 % and 85 %.',
    `Every window is trained on what was known ${EMBARGO_DAYS} days before it began. The model’s form was chosen knowing the literature of later years.`,
    'Tokens that the source never listed, or dropped from its list before it was taken, are missing: the past looks better than it was.',
  ];
  if (nets.silent > 0) limits.push(`In ${nets.silent} of ${nets.windows} windows the recurrent net bettered nothing on held-out weeks and adds nothing to the line it begins at: what it says there is the line’s.`);
  limits.push(triedWords(tried));
  const assets = mean(byMonth.map((month) => month.assets));
  if (byMonth.length > 0 && assets < FEW_ASSETS) limits.push(`On average only ${Math.round(assets)} tokens were ranked, so a single month says little.`);
  if (ranked >= MOST_RANKED) limits.push(`At most the ${MOST_RANKED.toLocaleString('en-US')} largest tokens of a day are ranked, against each other. Smaller ones have no forecast.`);
  if (unknownShare >= UNKNOWN_SHARE) limits.push(`The outcomes of ${Math.round(100 * unknownShare)} % of the forecasts are unknown, since their source stopped, and are left out.`);
  const beat = beatShare(calibration);
  if (beat < BEARISH_TO || beat > BULLISH_FROM) {
    limits.push(`Of all tokens judged, ${Math.round(100 * beat)} % beat the cap-weighted universe over the next ${HORIZON_DAYS} days. A signal is against 50 %, so most are ${beat < 0.5 ? 'bearish' : 'bullish'}, also of tokens with a high place.`);
  }
  if (rankIc.t !== null && Math.abs(rankIc.t) < 2) limits.push('The mean rank IC does not differ from zero by more than chance would.');
  if (deflatedSharpe !== null && deflatedSharpe < 0.95) limits.push('Given how much was tried, the spread’s Sharpe ratio may be luck.');
  return limits;
}
