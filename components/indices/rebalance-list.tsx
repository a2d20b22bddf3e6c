import { Link } from '@/components/ui/link';
import { formatDay } from '@/lib/format/day';
import { formatNumber } from '@/lib/format/number';
import { formatBps, formatPercent, formatPoints } from '@/lib/format/percent';
import type { IndexRebalanceShape } from '@/lib/schemas/api/indices';
import { DataTable } from '../ui/data-table';
import { Disclosure } from '../ui/disclosure';
import { Missing } from '../ui/missing';
import { Section } from '../ui/section-head';
import { TokenName } from './token-name';

/** Smaller moves are counted, not listed. */
const LISTED = 0.003;
/** As many trades stand open as a phone shows at once; the smaller ones wait behind a tap. */
const FIRST = 10;
type Trade = IndexRebalanceShape['trades'][number];

const moved = ({ from, to }: Trade): number => Math.abs(to - from);
const weight = (value: number) => (value === 0 ? '–' : formatPercent(value));

function TradesTable({ trades, caption }: { readonly trades: readonly Trade[]; readonly caption: string }) {
  return (
    <DataTable
      caption={caption}
      tight
      rows={trades}
      rowKey={({ id }) => id}
      columns={[
        { key: 'token', head: 'Token', rowHead: true, cell: (token) => <TokenName id={token.id} name={token.name} symbol={token.symbol} /> },
        { key: 'weights', head: 'Before → after', numeric: true, cell: ({ from, to }) => <span className="nb">{weight(from)} → {weight(to)}</span> },
        { key: 'points', head: 'Points', numeric: true, phone: 'hide', cell: ({ from, to }) => formatPoints(to - from) },
        { key: 'rank', head: 'Rank', numeric: true, phone: 'hide', cell: ({ rank }) => (rank === null ? <Missing reason="not eligible any more" /> : formatNumber(rank)) },
        { key: 'why', head: 'Why', phone: 'full', wrap: true, cell: ({ reason }) => <span className="muted">{reason}</span> },
      ]}
    />
  );
}

/** The sentence that an opened rebalance starts with. */
function Words({ event }: { readonly event: IndexRebalanceShape }) {
  if (event.kind === 'start') return <>Bought at the close of {formatDay(event.day)}, determined the day before. The level starts here at 1,000; the first purchase is not charged to it.</>;
  if (event.kind === 'exit') return <>Between two rebalances, at the close of {formatDay(event.day)}. Turnover {formatPercent(event.turnover, { digits: 2 })}, cost {formatBps(event.costBps, { digits: 2 })}.</>;
  return <>Determined at the close of {formatDay(event.determinedDay)}, traded at the close of {formatDay(event.day)}. Turnover {formatPercent(event.turnover, { digits: 2 })}, cost {formatBps(event.costBps, { digits: 2 })} at an index size of $1 m.</>;
}

function Opened({ event, slug }: { readonly event: IndexRebalanceShape; readonly slug: string }) {
  const listed = event.trades.filter(({ kind, from, to }) => kind !== 'stayed' || Math.abs(to - from) >= LISTED).sort((a, b) => moved(b) - moved(a));
  const smaller = listed.slice(FIRST);
  const largest = smaller[0];
  const rest = event.trades.length - listed.length;
  return (
    <div className="open">
      <p className="prose"><Words event={event} /> {event.notes.join(' ')}{event.cash > 0.0005 && ` ${formatPercent(event.cash)} stays in cash.`}</p>
      {listed.length > 0 && <TradesTable trades={listed.slice(0, FIRST)} caption={`Trades of ${formatDay(event.day)}`} />}
      {largest !== undefined && (
        <Disclosure summary={`${formatNumber(smaller.length)} smaller, of ${formatNumber(100 * moved(largest), { digits: 1 })} points and less`}>
          <TradesTable trades={smaller} caption={`Smaller trades of ${formatDay(event.day)}`} />
        </Disclosure>
      )}
      <p className="cap">{rest > 0 && `${formatNumber(rest)} more moved by less than 0.3 points. `}<a href={`/indices/${slug}/rebalances.csv`} download>All trades, CSV</a></p>
    </div>
  );
}

interface ListProps {
  readonly slug: string;
  /** Newest first. */
  readonly events: readonly IndexRebalanceShape[];
  /** Newest day of the page before, if there is one, and whether this page is the newest. */
  readonly earlier: string | null;
  readonly newest: boolean;
  readonly score: { readonly count: number; readonly winRate: number | null; readonly averageProfit: number | null } | null;
}

/** Every rebalance, opening into who came, who went, why, and what it cost. */
export function RebalanceList({ slug, events, earlier, newest, score }: ListProps) {
  return (
    <Section
      id="rebalances"
      title="Rebalances"
      note="Turnover and cost, one way"
      end={
        <>
          {earlier !== null && <Link href={`/indices/${slug}?until=${earlier}#rebalances`} scroll={false}>Earlier</Link>}
          {!newest && <Link href={`/indices/${slug}#rebalances`} scroll={false}>Latest</Link>}
        </>
      }
    >
      <ul className="events">
        {events.map((event, position) => (
          <li key={`${event.day} ${event.kind}`}>
            <details open={position === 0}>
              <summary className="ev">
                <span className="c" aria-hidden="true" />
                <span className="nb">{formatDay(event.day)}</span>
                <span className="what">{event.reason}</span>
                <span className="n hide faint">{formatPercent(event.turnover)}</span>
                <span className="n nb">{formatBps(event.costBps)}</span>
              </summary>
              <Opened event={event} slug={slug} />
            </details>
          </li>
        ))}
      </ul>
      {score !== null && score.winRate !== null && score.averageProfit !== null && (
        <p className="cap">Over {formatNumber(score.count)} rebalances, {formatPercent(score.winRate, { digits: 0 })} did better until the next one than leaving the weights alone, after costs; on average {formatPoints(score.averageProfit, { digits: 2 })} points each.</p>
      )}
    </Section>
  );
}
