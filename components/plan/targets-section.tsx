import { Link } from '@/components/ui/link';
import { Button } from '@/components/ui/button';
import { DataTable } from '@/components/ui/data-table';
import { Disclosure } from '@/components/ui/disclosure';
import { TextField } from '@/components/ui/field';
import { Money } from '@/components/ui/money';
import { Section } from '@/components/ui/section-head';
import { SegmentedRadio } from '@/components/ui/segmented';
import { chooseTargets } from '@/lib/actions/plan/choose-targets';
import { STALE_HOURS } from '@/lib/domain/market/live-rules';
import { formatCount } from '@/lib/format/number';
import { formatPercent } from '@/lib/format/percent';
import { SIMPLE_TARGETS_RANGE } from '@/lib/schemas/settings';
import { RuleLink } from './rule-link';

export interface TargetRow {
  readonly asset: string;
  readonly name: string;
  readonly symbol: string;
  readonly weight: number;
  /** USD, exact text. */
  readonly amount: string;
  /** Names of the indices behind it, largest part first. */
  readonly indices: readonly string[];
  /** Its close is past 48 hours: nothing is advised about it. */
  readonly stale: boolean;
}

export interface TargetsView {
  readonly rows: readonly TargetRow[];
  readonly cash: number;
  readonly cashAmount: string;
  readonly folded: readonly { readonly name: string; readonly index: string; readonly weight: number }[];
  readonly threshold: number;
  readonly simple: number | null;
}

function SimpleForm({ simple }: { readonly simple: number | null }) {
  return (
    <form action={chooseTargets} className="flex flex-wrap items-end gap-4 border-b border-line pt-4">
      <div className="mb-4 w-full desk:w-96"><SegmentedRadio fill legend="Targets" name="targets" segments={[{ value: 'all', label: 'All positions' }, { value: 'simple', label: 'Simple: the largest only' }]} defaultValue={simple === null ? 'all' : 'simple'} /></div>
      <div className="w-36"><TextField plain label="How many an index" name="simple" inputMode="numeric" defaultValue={String(simple ?? SIMPLE_TARGETS_RANGE.usual)} /></div>
      <Button type="submit" className="mb-4">Set</Button>
    </form>
  );
}

/** From indices to tokens: what the rebalance page works towards, and what was folded on the way. */
export function TargetsSection({ targets, editable }: { readonly targets: TargetsView; readonly editable: boolean }) {
  const together = formatCount(targets.rows.length, 'token');
  return (
    <Section title="Token targets" note={`${together}${targets.simple === null ? '' : `, each index’s largest ${targets.simple}`}`} end={<RuleLink rule="7.9" />} id="targets">
      {editable ? <SimpleForm simple={targets.simple} /> : null}
      <Disclosure summary={`Show the ${together}`} open={targets.rows.length <= 12}>
        <DataTable
          caption="Token targets as shares of crypto"
          rows={targets.rows}
          rowKey={(row) => row.asset}
          columns={[
            { key: 'token', head: 'Token', rowHead: true, cell: (row) => <><Link href={`/tokens/${row.asset}`}>{row.name}</Link><span className="sym">{row.symbol}</span>{row.stale && <> <span className="mark">stale</span></>}</> },
            { key: 'from', head: 'From', phone: 'full', wrap: true, cell: (row) => <span className="muted">{row.indices.join(', ')}</span> },
            { key: 'weight', head: 'Of crypto', numeric: true, cell: (row) => formatPercent(row.weight, { digits: 2 }) },
            { key: 'amount', head: 'Amount', numeric: true, cell: (row) => <Money value={row.amount} digits={0} /> },
          ]}
          foot={<tr><th scope="row">Stablecoin cash</th><td className="hide" /><td className="n">{formatPercent(targets.cash, { digits: 2 })}</td><td className="n"><Money value={targets.cashAmount} digits={0} /></td></tr>}
        />
        {targets.rows.some(({ stale }) => stale) && <p className="cap">Stale: the last close is past {STALE_HOURS} hours old. The target stands; no trade towards it is suggested until newer closes come.</p>}
      </Disclosure>
      {targets.folded.length === 0 ? null : (
        <Disclosure summary={`${formatCount(targets.folded.length, 'position')} below ${formatPercent(targets.threshold, { digits: 2 })} folded into the larger ones of their index`}>
          <p className="prose">{targets.folded.map(({ name, index, weight }) => `${name} (${formatPercent(weight, { digits: 2 })} of crypto, ${index})`).join(', ')}.</p>
        </Disclosure>
      )}
    </Section>
  );
}
