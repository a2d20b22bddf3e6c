import { Button } from '@/components/ui/button';
import { DataTable } from '@/components/ui/data-table';
import { Money } from '@/components/ui/money';
import { Section } from '@/components/ui/section-head';
import { chooseScale } from '@/lib/actions/plan/choose-scale';
import { formatPercentRange } from '@/lib/format/percent';
import type { PlanAnswers, StoredPlanResult } from '@/lib/schemas/plan';
import { share } from './words';
import { RuleLink } from './rule-link';

type Scale = 'stage' | 'temperament';
const NAMES: Readonly<Record<Scale, string>> = { stage: 'By stage of life', temperament: 'By temperament alone' };

/** Both published scales; the stage decides unless the person picks the stricter. */
export function ScalesSection({ result, answers, editable }: { readonly result: StoredPlanResult; readonly answers: PlanAnswers; readonly editable: boolean }) {
  const { scales } = result;
  const stricter = answers.scale === 'stricter';
  const lower = Math.min(scales.stage.share, scales.temperament.share);
  const rows = (['stage', 'temperament'] as const).map((scale) => ({ scale, ...scales[scale] }));
  return (
    <Section title="Both published scales" end={<RuleLink rule="7.3" />} id="scales">
      <DataTable
        caption="Crypto by the two published scales"
        rows={rows}
        rowKey={(row) => row.scale}
        columns={[
          { key: 'scale', head: 'Scale', rowHead: true, cell: (row) => <>{NAMES[row.scale]} {row.scale === scales.decides ? <span className="mark">decides</span> : null}</> },
          { key: 'range', head: 'Range', numeric: true, phone: 'hide', cell: (row) => formatPercentRange(row.low, row.high, { digits: 0 }) },
          { key: 'share', head: 'Crypto', numeric: true, cell: (row) => <span className={row.scale === scales.decides ? 'strong' : undefined}>{share(row.share)}</span> },
          { key: 'amount', head: 'Amount', numeric: true, cell: (row) => <Money value={row.amount} digits={0} /> },
        ]}
      />
      <p className="cap">
        {scales.stage.share === scales.temperament.share ? 'The scales agree.' : 'The scales disagree.'} {stricter ? 'You let the stricter decide, the lower of the two.' : 'The stage decides unless you pick the stricter.'}
      </p>
      {editable ? (
        <form action={chooseScale}>
          <input type="hidden" name="scale" value={stricter ? 'stage' : 'stricter'} />
          <Button type="submit" look="quiet" className="-ml-2">{stricter ? 'Let the stage decide' : `Use the stricter, ${share(lower)}`}</Button>
        </form>
      ) : null}
    </Section>
  );
}
