import { DataTable } from '@/components/ui/data-table';
import { Link } from '@/components/ui/link';
import { Section } from '@/components/ui/section-head';
import { formatNumber } from '@/lib/format/number';
import { formatSource } from '@/lib/format/source-name';
import { LimitForm, MoveSource, SwitchSource } from './source-forms';

interface Limit {
  readonly capacity: number;
  readonly perMinute: number;
  readonly perMonth: number | null;
}

export interface SourceRow {
  readonly name: string;
  readonly enabled: boolean;
  readonly limit: Limit;
  /** Whether the limit was set here. */
  readonly own: boolean;
}

export interface OrderRow {
  readonly fact: string;
  readonly sources: readonly string[];
}

const FACTS: Readonly<Record<string, string>> = { close: 'close', ohlc: 'open, high and low', tradedValue: 'traded value', marketCap: 'market cap', circulatingSupply: 'circulating supply', metrics: 'metrics' };

const MINUTES_AN_HOUR = 60;

const limitWords = ({ capacity, perMinute, perMonth }: Limit): string =>
  `${formatNumber(capacity)} at once, ${perMinute < 1 ? `${formatNumber(perMinute * MINUTES_AN_HOUR)} an hour` : `${formatNumber(perMinute)} a minute`}${perMonth === null ? '' : `, ${formatNumber(perMonth)} a month`}`;

/** Each source, on or off, with how fast it may be asked. */
export function SourceSwitches({ sources, owner }: { readonly sources: readonly SourceRow[]; readonly owner: boolean }) {
  return (
    <>
      <DataTable
        caption="Sources, on or off" rows={sources} rowKey={({ name }) => name}
        columns={[
          { key: 'name', head: 'Source', rowHead: true, cell: ({ name }) => formatSource(name) },
          { key: 'state', head: 'State', cell: ({ enabled }) => (enabled ? '● on' : '○ off') },
          { key: 'limit', head: 'Asked at most', phone: 'full', wrap: true, cell: ({ name, limit, own }) => <>{limitWords(limit)}{own ? ', set here' : ''}{owner && <> <Link href={`/settings/sources?limits=${name}#limits`} aria-label={`Change the limits of ${formatSource(name)}`}>change</Link></>}</> },
          ...(owner ? [{ key: 'do', head: <span className="sr">Change</span>, cell: ({ name, enabled }: SourceRow) => <SwitchSource source={name} title={formatSource(name)} enabled={enabled} /> }] : []),
        ]}
      />
      <p className="cap">Coin Metrics’ community data is licensed CC BY-NC 4.0: for non-commercial use only. Switching it on says that your use is non-commercial.</p>
    </>
  );
}

/** The limits of one source, to be changed. */
export function SourceLimits({ source }: { readonly source: SourceRow }) {
  const title = formatSource(source.name);
  return <Section id="limits" title={`Limits of ${title}`} note="Below what it publishes is polite"><LimitForm key={source.name} source={source.name} title={title} limit={source.limit} /></Section>;
}

/** For each fact who is believed first: the first of the order that answers is stored, the others are held against it. */
export function SourceOrders({ orders, owner }: { readonly orders: readonly OrderRow[]; readonly owner: boolean }) {
  return orders.map(({ fact, sources }) => (
    <div key={fact} className="mt-5">
      <h3 className="strong">{(FACTS[fact] ?? fact).replace(/^./, (letter) => letter.toUpperCase())}</h3>
      {fact === 'metrics' && <p className="prose muted">Another order counts from the next answers on.</p>}
      {sources.length === 0 && <p className="prose muted">No source of it is on.</p>}
      <ol className="notl">
        {sources.map((name, at) => (
          <li key={name} className="flex items-center justify-between gap-3">
            <span><span className="faint">{at + 1}.</span> {formatSource(name)}</span>
            {owner && <span className="nb">{at > 0 && <MoveSource source={name} title={formatSource(name)} fact={fact} factTitle={FACTS[fact] ?? fact} by="up" />}{at < sources.length - 1 && <MoveSource source={name} title={formatSource(name)} fact={fact} factTitle={FACTS[fact] ?? fact} by="down" />}</span>}
          </li>
        ))}
      </ol>
    </div>
  ));
}
