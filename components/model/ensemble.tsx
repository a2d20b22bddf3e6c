import { DataTable } from '@/components/ui/data-table';
import { Disclosure } from '@/components/ui/disclosure';
import { Missing } from '@/components/ui/missing';
import { Percent } from '@/components/ui/percent';
import { Section } from '@/components/ui/section-head';
import { Change } from '@/components/ui/change';
import { formatDayRange } from '@/lib/format/day';
import { formatCount } from '@/lib/format/number';
import { MODEL_BASELINES, MODEL_MEMBERS, type ModelEvaluation } from '@/lib/schemas/api/model';
import { BASELINE_TITLES, CHANCE_T, formatIc, formatT, MEMBER_NAMES, regimeName } from './model-words';

interface Row {
  readonly key: string;
  readonly name: string;
  readonly rankIc: number | null;
  readonly t: number | null;
  readonly weight: number | null;
  readonly kind: 'ensemble' | 'member' | 'baseline';
}

const figure = (value: number | null, write: (value: number) => string) => (value === null ? <Missing reason="not known" /> : write(value));

function rowsOf({ rankIc, members, baselines }: ModelEvaluation): Row[] {
  return [
    { key: 'ensemble', name: 'All together', rankIc: rankIc.mean, t: rankIc.t, weight: null, kind: 'ensemble' },
    ...members.map((each): Row => ({ key: each.member, name: MEMBER_NAMES[each.member], rankIc: each.rankIc, t: each.t, weight: each.weight, kind: 'member' })),
    ...MODEL_BASELINES.map((baseline): Row => ({ key: `baseline-${baseline}`, name: `${BASELINE_TITLES[baseline]} (baseline)`, rankIc: baselines[baseline], t: null, weight: null, kind: 'baseline' })),
  ];
}

function Weights({ weights }: Pick<ModelEvaluation, 'weights'>) {
  if (weights.length === 0) return null;
  return (
    <Disclosure summary={`Weights of ${formatCount(weights.length, 'test window')}`}>
      <DataTable
        caption="Weights of the models in each test window"
        rows={[...weights].reverse()}
        rowKey={(row) => row.from}
        tight
        slim
        columns={[
          { key: 'window', head: 'Tested', rowHead: true, cell: (row) => formatDayRange(row.from, row.to) },
          ...MODEL_MEMBERS.map((member) => ({ key: member, head: MEMBER_NAMES[member], numeric: true, cell: (row: ModelEvaluation['weights'][number]) => <Percent value={row.weights[member]} digits={0} missing="not part of it" /> })),
        ]}
      />
    </Disclosure>
  );
}

/** The models alone and together, beside what they must beat. */
export function Ensemble({ evaluation }: { readonly evaluation: ModelEvaluation }) {
  return (
    <Section title="Alone and together" note="Places averaged, weighted by what earlier windows showed">
      <DataTable
        caption="Models and baselines, out of sample"
        rows={rowsOf(evaluation)}
        rowKey={(row) => row.key}
        slim
        columns={[
          { key: 'name', head: 'Model', rowHead: true, cell: (row) => row.name },
          { key: 'ic', head: 'Mean rank IC', numeric: true, cell: (row) => figure(row.rankIc, formatIc) },
          { key: 't', head: 't', numeric: true, phone: 'hide', cell: (row) => (row.kind === 'baseline' ? null : figure(row.t, formatT)) },
          { key: 'weight', head: 'Weight now', numeric: true, cell: (row) => (row.kind === 'member' ? <Percent value={row.weight} digits={0} missing="not part of it" /> : null) },
        ]}
      />
      <p className="cap">Rank IC: 1 is the right order, 0 a guess. t: from {CHANCE_T} on more than chance brings. Baselines are what the model must beat; they have no weight in it.</p>
      <Weights weights={evaluation.weights} />
    </Section>
  );
}

/** The same proof split by the market's regime on the day of the forecast. */
export function ByRegime({ evaluation }: { readonly evaluation: ModelEvaluation }) {
  if (evaluation.byRegime.length === 0) return null;
  return (
    <Section title="By regime" note="As the market stood on the day of the forecast">
      <DataTable
        caption="Rank IC and spread by regime"
        rows={evaluation.byRegime}
        rowKey={(row) => row.regime}
        slim
        columns={[
          { key: 'regime', head: 'Regime', rowHead: true, cell: (row) => regimeName(row.regime) },
          { key: 'months', head: 'Months', numeric: true, cell: (row) => row.months },
          { key: 'ic', head: 'Mean rank IC', numeric: true, cell: (row) => figure(row.rankIc, formatIc) },
          { key: 'net', head: 'Spread, after costs', numeric: true, cell: (row) => <Change value={row.spreadNet} digits={2} missing="not known" /> },
        ]}
      />
      <p className="cap">Rank IC as above; spread: best fifth less worst over 30 days. Few months make a regime: read these as hints.</p>
    </Section>
  );
}
