import { Change } from '@/components/ui/change';
import { FigureRow } from '@/components/ui/figure-row';
import { Missing } from '@/components/ui/missing';
import { Percent } from '@/components/ui/percent';
import { Provenance } from '@/components/ui/provenance';
import { formatCount } from '@/lib/format/number';
import { formatPercent } from '@/lib/format/percent';
import type { ModelEvaluation } from '@/lib/schemas/api/model';
import { BASELINE_TITLES, formatIc, formatT } from './model-words';

const UNTESTED = 'no month has been tested yet';
const SHORT = 'too short a history for fifteen trainings on parts of it';

/** The proof over all tested months in six figures, each with how it is reckoned; the gate may have decided on fewer. */
export function ProofFigures({ evaluation, dataset }: { readonly evaluation: ModelEvaluation; readonly dataset: string }) {
  const { rankIc, against, baselines, spreads, hitRate, deflatedSharpe, overfittingProbability } = evaluation;
  const best = against === null ? null : baselines[against.baseline];
  const origin = `dataset ${dataset}, out of sample`;
  return (
    <FigureRow className="mt-6" figures={[
      { label: 'Mean rank IC', value: rankIc.mean === null ? <Missing reason={UNTESTED} /> : <Provenance source="Computed" formula="Spearman correlation of forecast and the next 30 days’ excess return, mean of the months" origin={origin} note={`Newey–West t ${rankIc.t === null ? 'n/a' : formatT(rankIc.t)}.`}>{formatIc(rankIc.mean)}</Provenance>, note: rankIc.months === null ? undefined : <>{formatCount(rankIc.months, 'month')}{rankIc.t === null ? '' : `, t ${formatT(rankIc.t)}`}</> },
      { label: 'Best baseline', value: best === null ? <Missing reason={UNTESTED} /> : formatIc(best), note: against === null ? undefined : <>{BASELINE_TITLES[against.baseline]}{against.t === null ? '' : `; lead’s t ${formatT(against.t)}`}</> },
      { label: 'Top less bottom fifth', value: <Change value={spreads.net} digits={2} missing={UNTESTED} />, note: spreads.gross === null ? undefined : <>30 days, after costs; <Change value={spreads.gross} digits={2} neutral /> before</> },
      { label: 'Right side', value: <Percent value={hitRate} missing={UNTESTED} />, note: 'of forecasts; a coin has 50' },
      { label: 'Not luck of many trials', value: deflatedSharpe === null ? <Missing reason={UNTESTED} /> : <Provenance source="Computed" formula="Deflated Sharpe ratio (Bailey and López de Prado 2014) of the net spread" origin={origin} note="Chance that the Sharpe ratio is above what the best of as many trials without skill would show.">{formatPercent(deflatedSharpe, { digits: 0 })}</Provenance>, note: 'deflated Sharpe; 95 convinces' },
      { label: 'Overfitting', value: overfittingProbability === null ? <Missing reason={rankIc.mean === null ? UNTESTED : SHORT} /> : <Provenance source="Computed" formula="Combinatorial purged cross-validation, N = 6, k = 2 (López de Prado 2018; Bailey et al. 2017)" origin={origin} note="Over models of several settings, momentum and size, named in the limits: how often the best of half the weeks falls below the middle in the other half, mean of five paths.">{formatPercent(overfittingProbability, { digits: 0 })}</Provenance>, note: 'chance; below 50 is asked' },
    ]} />
  );
}
