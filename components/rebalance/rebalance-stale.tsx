import { Link } from '@/components/ui/link';
import { ButtonLink } from '@/components/ui/button';
import { Money } from '@/components/ui/money';
import { STALE_HOURS } from '@/lib/domain/market/live-rules';
import { formatDay } from '@/lib/format/day';
import { formatHours, type FreshnessText } from '@/lib/format/freshness';

interface RebalanceStaleProps {
  readonly freshness: FreshnessText;
  readonly day: string;
  /** USD, exact text. */
  readonly value: string;
}

/** The whole market is too old: what is held stays in view, and nothing is advised. */
export function RebalanceStale({ freshness, day, value }: RebalanceStaleProps) {
  return (
    <div className="answer">
      <h1>Nothing is advised today.</h1>
      <p className="lede">
        The newest closes are of {formatDay(day)}{freshness.ageHours === null ? '' : `, ${formatHours(freshness.ageHours)} old`}. Past {STALE_HOURS} hours no trade is suggested: prices may have moved since.
        At those closes you hold <Money value={value} />. The suggestions come back with the next closes, by themselves.
      </p>
      <p className="actions mt-4"><ButtonLink href="/status">See what the sources do</ButtonLink><Link href="/portfolio">Portfolio</Link></p>
    </div>
  );
}
