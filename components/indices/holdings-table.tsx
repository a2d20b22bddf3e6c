import { formatDay } from '@/lib/format/day';
import { formatPercent, formatPoints } from '@/lib/format/percent';
import type { IndexDetailShape } from '@/lib/schemas/api/indices';
import { Change } from '../ui/change';
import { DataTable } from '../ui/data-table';
import { Grade } from '../ui/grade';
import { Section } from '../ui/section-head';
import { WeightBar } from '../ui/weight-bar';
import { TokenName } from './token-name';

const STEP = 0.05;

/** Scale of the weight bars: the widest weight or target, up to the next 5 points. */
function scaleEnd(holdings: IndexDetailShape['holdings']): number {
  const widest = Math.max(STEP, ...holdings.flatMap(({ weight, target }) => [weight, target]));
  return Math.ceil(widest / STEP - 1e-9) * STEP;
}

/** What it holds: weight against the target of the last rebalance, change and grade. */
export function HoldingsTable({ index, rebalancedOn }: { readonly index: IndexDetailShape; readonly rebalancedOn: string | null }) {
  const { holdings, cash } = index;
  const stale = new Map(index.stale.map((each) => [each.id, each.state]));
  const end = scaleEnd(holdings);
  return (
    <Section id="holdings" title="Holdings" note={rebalancedOn === null ? undefined : `Weight at the close, tick at the target of ${formatDay(rebalancedOn)}`} end={<a href={`/indices/${index.slug}/holdings.csv`} download>CSV</a>}>
      <DataTable
        caption="Holdings"
        rows={holdings}
        rowKey={({ id }) => id}
        columns={[
          { key: 'token', head: 'Token', rowHead: true, cell: (token) => <TokenName id={token.id} name={token.name} symbol={token.symbol} /> },
          { key: 'bar', head: `Weight, 0 to ${formatPercent(end, { digits: 0 })}`, phone: 'full', width: '26%', cell: ({ weight, target, name }) => <WeightBar weight={weight} target={target} end={end} label={name} /> },
          { key: 'weight', head: 'Weight', numeric: true, sort: 'descending', cell: ({ weight }) => formatPercent(weight) },
          { key: 'target', head: 'Target', numeric: true, phone: 'hide', cell: ({ target }) => formatPercent(target) },
          { key: 'points', head: 'Points', numeric: true, phone: 'hide', cell: ({ weight, target }) => formatPoints(weight - target) },
          { key: 'change', head: '30 d', numeric: true, phone: 'hide', cell: ({ change30d }) => <Change value={change30d} /> },
          { key: 'grade', head: 'Investor grade', phone: 'hide', cell: ({ id, investorGrade, rating, lenses }) => <Grade value={investorGrade} rating={stale.get(id) ?? rating} lenses={lenses ?? undefined} missing="under 30 % of the weight is present, or a single lens (Rule 3.3)" /> },
        ]}
        foot={cash > 0.0005 ? <tr><th scope="row">Cash</th><td className="full" /><td className="n">{formatPercent(cash)}</td><td className="hide" colSpan={4} /></tr> : undefined}
      />
      <p className="cap"><span className="wide-only">Dots: lenses present, of six. </span>{index.notes.join(' ')}{!usesGrades(index) && ' Grades inform here; this index does not weigh or select by them.'}</p>
    </Section>
  );
}

function usesGrades({ methodology }: IndexDetailShape): boolean {
  return methodology.selection.by !== 'marketCap' || methodology.weighting.tilt !== undefined || methodology.universe.minInvestorGrade !== undefined;
}
