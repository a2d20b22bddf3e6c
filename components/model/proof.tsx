import { GATE_MONTHS } from '@/lib/domain/scores/forecast/rules';
import { formatCount } from '@/lib/format/number';
import type { ModelShape } from '@/lib/schemas/api/model';
import { Calibration } from './calibration';
import { ByRegime, Ensemble } from './ensemble';
import { GateHistory } from './gate-history';
import { Inputs } from './inputs';
import { RankIcChart, SpreadChart } from './proof-charts';
import { ProofFigures } from './proof-figures';
import type { MonthRange } from '@/components/charts/windows';
import type { MonthPlace } from './month-chart';
import type { ShownReport } from './shown-report';

const csv = (table: string, dataset: string): string => `/model/${table}.csv?market=${encodeURIComponent(dataset)}`;

interface ProofProps {
  readonly report: ShownReport;
  readonly features: ModelShape['features'];
  /** Of the charts of months, from the address, and what else it says. */
  readonly range?: MonthRange;
  readonly keep?: string;
}

/** The whole proof on one market: figures, months, costs, gate, regimes, members, calibration, and what goes in. */
export function Proof({ report, features, range = 'all', keep = '' }: ProofProps) {
  const { evaluation, gate, gateHistory, simulated, dataset } = report;
  const { byMonth, rankIc, spreads } = evaluation;
  const decided = gateHistory.at(-1)?.months;
  const place = (table: string): MonthPlace => ({ csvHref: csv(table, dataset), simulated, range, keep });
  return (
    <>
      <ProofFigures evaluation={evaluation} dataset={dataset} />
      <p className="cap">Over all {formatCount(rankIc.months ?? 0, 'month')} tested{decided === undefined ? '' : `; the gate decides on the ${decided} whose outcome was known when the month began, at most ${GATE_MONTHS}`}. None of it was seen in training.</p>
      {byMonth.length > 0 && <section className="section"><RankIcChart evaluation={{ byMonth, rankIc, spreads }} place={place('months')} /></section>}
      {byMonth.length > 0 && <section className="section"><SpreadChart evaluation={{ byMonth, rankIc, spreads }} place={place('months')} /></section>}
      <GateHistory gate={gate} history={gateHistory} place={place('gate')} />
      {byMonth.length > 0 && (
        <div className="cols two mt-10">
          <div><Ensemble evaluation={evaluation} /></div>
          <div><ByRegime evaluation={evaluation} /></div>
        </div>
      )}
      <Calibration bins={evaluation.calibration} csvHref={csv('calibration', dataset)} />
      {report.active && <Inputs features={features} csvHref={csv('features', dataset)} />}
    </>
  );
}
