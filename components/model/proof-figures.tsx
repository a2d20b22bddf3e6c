import { Change } from '@/components/ui/change';
import { FigureRow, type Figure } from '@/components/ui/figure-row';
import { Missing } from '@/components/ui/missing';
import { Percent } from '@/components/ui/percent';
import { Provenance } from '@/components/ui/provenance';
import { formatCount } from '@/lib/format/number';
import { formatPercent } from '@/lib/format/percent';
import type { ModelEvaluation } from '@/lib/schemas/api/model';
import { BASELINE_TITLES, chanceWords, formatIc, formatT } from './model-words';

const UNTESTED = 'no month has been tested yet';
const SHORT = 'too short a history for fifteen trainings on parts of it';

type Evaluation = ModelEvaluation;

/** Behind or ahead of the best baseline, and whether chance could do that. */
function leadWords({ against }: Evaluation): string {
  if (against === null) return '';
  const sure = against.t === null ? '' : `, ${chanceWords(against.t)}`;
  return against.difference === null ? '' : ` The model is ${against.difference < 0 ? 'behind' : 'ahead'}${sure}.`;
}

function orderFigures(evaluation: Evaluation, origin: string): Figure[] {
  const { rankIc, against, baselines, hitRate } = evaluation;
  const best = against === null ? null : baselines[against.baseline];
  return [
    {
      label: 'Right order (mean rank IC)',
      value: rankIc.mean === null ? <Missing reason={UNTESTED} /> : <Provenance source="Computed" formula="Spearman correlation of forecast and the next 30 days’ excess return, mean of the months" origin={origin} note={`Newey–West t ${rankIc.t === null ? 'n/a' : formatT(rankIc.t)}.`}>{formatIc(rankIc.mean)}</Provenance>,
      note: rankIc.months === null ? undefined : <>1 is the right order of tokens, 0 a guess. Over {formatCount(rankIc.months, 'month')}{rankIc.t === null ? '' : `, ${chanceWords(rankIc.t)}`}.</>,
    },
    { label: 'Best simple rule (baseline)', value: best === null ? <Missing reason={UNTESTED} /> : formatIc(best), note: against === null ? undefined : <>{BASELINE_TITLES[against.baseline]}, by the same measure.{leadWords(evaluation)}</> },
    { label: 'Right side (hit rate)', value: <Percent value={hitRate} missing={UNTESTED} />, note: 'of forecasts had the token on the side of the market where it ended; a coin has 50\u202f%.' },
  ];
}

/** What would read as 0 % and is not. */
const LEAST = 0.005;

function doubtFigures({ spreads, rankIc, deflatedSharpe, overfittingProbability }: Evaluation, origin: string): Figure[] {
  return [
    { label: 'Best fifth less worst (spread)', value: <Change value={spreads.net} digits={2} missing={UNTESTED} />, note: spreads.gross === null ? undefined : <>over 30 days after costs, on average; <Change value={spreads.gross} digits={2} neutral /> before them.{spreads.net !== null && spreads.net < 0 ? ' Following the order lost money.' : ''}</> },
    { label: 'Not luck (deflated Sharpe)', value: deflatedSharpe === null ? <Missing reason={UNTESTED} /> : <Provenance source="Computed" formula="Deflated Sharpe ratio (Bailey and López de Prado 2014) of the net spread" origin={origin} note="Chance that the Sharpe ratio is above what the best of as many trials without skill would show.">{deflatedSharpe < LEAST ? 'under 1\u202f%' : formatPercent(deflatedSharpe, { digits: 0 })}</Provenance>, note: 'is the chance that the spread is more than the luckiest of as many tries; 95\u202f% convinces.' },
    { label: 'Picked by luck (overfitting)', value: overfittingProbability === null ? <Missing reason={rankIc.mean === null ? UNTESTED : SHORT} /> : <Provenance source="Computed" formula="Combinatorial purged cross-validation, N = 6, k = 2 (López de Prado 2018; Bailey et al. 2017)" origin={origin} note="Over models of several settings, momentum and size, named in the limits: how often the best of half the weeks falls below the middle in the other half, mean of five paths.">{formatPercent(overfittingProbability, { digits: 0 })}</Provenance>, note: 'is the chance that what was best in one half of the time is below the middle in the other; below 50\u202f% is asked.' },
  ];
}

/** The proof over all tested months in six figures, each with what it says and how it is reckoned; the gate may have decided on fewer. */
export function ProofFigures({ evaluation, dataset }: { readonly evaluation: ModelEvaluation; readonly dataset: string }) {
  const origin = `dataset ${dataset}, out of sample`;
  return <FigureRow className="mt-6" figures={[...orderFigures(evaluation, origin), ...doubtFigures(evaluation, origin)]} />;
}
