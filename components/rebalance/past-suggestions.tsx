import { Link } from '@/components/ui/link';
import { Money } from '@/components/ui/money';
import { SectionHead } from '@/components/ui/section-head';
import { formatDay } from '@/lib/format/day';
import { formatCount } from '@/lib/format/number';

interface PastSuggestion {
  readonly id: string;
  readonly pricesDay: string;
  readonly trades: number;
  readonly traded: string;
  /** Booked at simulated prices. */
  readonly simulated: boolean;
}

/** Suggestions that were accepted, each with its export. */
export function PastSuggestions({ past }: { readonly past: readonly PastSuggestion[] }) {
  return (
    <section className="section" id="past">
      <SectionHead title="Past suggestions" />
      {past.length === 0 ? <p className="prose mt-3">None yet. An accepted one stays here with its trades, what it cost, and its exports.</p> : (
        <ul className="notl">
          {past.map((entry) => (
            <li key={entry.id}>
              <Link className="underline" href={`/rebalance/${entry.id}`}>{formatDay(entry.pricesDay)}</Link>: {formatCount(entry.trades, 'trade')}, <Money value={entry.traded} /> traded.{entry.simulated && <> <span className="mark">simulated prices</span></>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
