import { DataTable, type Column } from '@/components/ui/data-table';
import { Missing } from '@/components/ui/missing';
import { formatAgo } from '@/lib/format/day';
import { formatNumber } from '@/lib/format/number';
import { formatSource } from '@/lib/format/source-name';
import { RetryForm } from './retry-form';
import { breakerWords, SOURCE_STATES, troubleOf, type Source } from './source-words';
import { formatUntil } from './until-words';

const RETRIED: readonly Source['state'][] = ['failing', 'waiting', 'resting'];

function State({ state, breaker }: Source) {
  const { mark, tone } = SOURCE_STATES[state];
  // What was imported answers nobody: it is there.
  const words = state === 'ok' && breaker === null ? 'loaded' : SOURCE_STATES[state].words;
  return <span className="nb"><span className={tone} aria-hidden="true">{mark}</span> {words}</span>;
}

function Quota({ state, quotaLeft, monthLeft }: Source) {
  if (state === 'off' || quotaLeft === null) return <Missing reason="It is not asked." />;
  return <span className="nb">{formatNumber(quotaLeft)}{monthLeft === null ? '' : `, ${formatNumber(monthLeft)} this month`}</span>;
}

function Says({ source, now, signedIn }: { readonly source: Source; readonly now: Date; readonly signedIn: boolean }) {
  const trouble = troubleOf(source);
  const until = source.retryAt === null ? null : `Asked again ${formatUntil(new Date(source.retryAt), now)}.`;
  return (
    <>
      {trouble}{trouble !== null && !trouble.endsWith('.') ? '. ' : ' '}{until}
      {signedIn && RETRIED.includes(source.state) && <RetryForm source={source.name} title={formatSource(source.name)} />}
    </>
  );
}

const columnsAt = (now: Date, signedIn: boolean): readonly Column<Source>[] => [
  { key: 'name', head: 'Source', rowHead: true, cell: ({ name }) => <span className="nb">{formatSource(name)}</span> },
  { key: 'state', head: 'State', cell: (source) => <State {...source} /> },
  { key: 'success', head: 'Last success', cell: ({ lastSuccess }) => (lastSuccess === null ? <Missing reason="It has not answered yet." /> : <span className="nb">{formatAgo(new Date(lastSuccess), now)}</span>) },
  { key: 'quota', head: 'Requests left', phone: 'hide', cell: (source) => <Quota {...source} /> },
  { key: 'breaker', head: 'Breaker', phone: 'hide', cell: ({ breaker, state }) => (state === 'off' || breaker === null ? <Missing reason="It is not asked." /> : <span className="nb">{breakerWords(breaker)}</span>) },
  { key: 'says', head: 'Last trouble', phone: 'full', wrap: true, cell: (source) => <Says source={source} now={now} signedIn={signedIn} /> },
];

/** Off, with nothing to tell. */
const isSilent = ({ state, error, lastSuccess }: Source): boolean => state === 'off' && error === null && lastSuccess === null;

/** Every source with how it does, those that are off in one line; those in trouble can be asked at once by whoever is signed in. */
export function SourceTable({ sources, now, signedIn }: { readonly sources: readonly Source[]; readonly now: Date; readonly signedIn: boolean }) {
  const off = sources.filter(isSilent).map(({ name }) => formatSource(name));
  const shown = sources.filter((source) => !isSilent(source));
  return (
    <>
      {shown.length > 0 && <DataTable caption="Sources" columns={columnsAt(now, signedIn)} rows={shown} rowKey={({ name }) => name} />}
      {off.length > 0 && <p className="cap">Off, and asked for nothing: {off.join(', ')}.</p>}
    </>
  );
}
