import { Link } from '@/components/ui/link';
import { formatNumber } from '@/lib/format/number';
import { formatSource } from '@/lib/format/source-name';

export interface StatusQuery {
  readonly source: string | null;
  readonly conflicts: number;
  readonly withheld: number;
  readonly refused: number;
  readonly page: number;
}

/** The address of the status page with one part of it moved. */
export function statusAddress(query: StatusQuery, change: Partial<StatusQuery>, hash: string): string {
  const next = { ...query, ...change };
  const params = new URLSearchParams();
  if (next.source !== null) params.set('source', next.source);
  for (const name of ['conflicts', 'withheld', 'refused', 'page'] as const) if (next[name] > 1) params.set(name, String(next[name]));
  const search = params.toString();
  return `/status${search === '' ? '' : `?${search}`}#${hash}`;
}

/** The lists that can be browsed by source. */
export type RecordList = 'conflicts' | 'withheld' | 'refused';

const LISTED: Readonly<Record<RecordList, string>> = { conflicts: 'conflicts', withheld: 'withheld days', refused: 'answers not taken' };

interface PagerProps {
  readonly query: StatusQuery;
  readonly name: RecordList;
  readonly page: number;
  readonly pages: number;
  readonly label: string;
}

export function Pager({ query, name, page, pages, label }: PagerProps) {
  if (pages <= 1) return null;
  return (
    <nav aria-label={label} className="cap">
      {page > 1 && <Link className="underlined" href={statusAddress(query, { [name]: page - 1 }, name)}>Newer</Link>}
      {` Page ${formatNumber(page)} of ${formatNumber(pages)} `}
      {page < pages && <Link className="underlined" href={statusAddress(query, { [name]: page + 1 }, name)}>Older</Link>}
    </nav>
  );
}

/** Chips that narrow both lists to one source; links, so that they need no script. */
export function SourceFilter({ query, sources, hash }: { readonly query: StatusQuery; readonly sources: readonly string[]; readonly hash: RecordList }) {
  const chip = (source: string | null, label: string) => (
    <Link key={label} className="chip" href={statusAddress(query, { source, conflicts: 1, withheld: 1, refused: 1 }, hash)} aria-current={query.source === source ? 'true' : undefined} scroll={false}>{label}</Link>
  );
  return <nav className="chips mt-3" aria-label={`Source of ${LISTED[hash]}`}>{chip(null, 'All sources')}{sources.map((source) => chip(source, formatSource(source)))}</nav>;
}
