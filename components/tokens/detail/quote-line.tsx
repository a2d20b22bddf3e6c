import { Change } from '@/components/ui/change';
import { Price } from '@/components/ui/money';
import { formatSource } from '@/lib/format/source-name';

interface QuoteLineProps {
  readonly quote: { readonly price: string; readonly source: string; readonly ageMinutes: number };
  /** The last close, to hold it against. */
  readonly close: number | null;
}

const MINUTES_AS_HOURS = 120;

const ageWords = (minutes: number): string => (minutes < 1 ? 'just now' : minutes < MINUTES_AS_HOURS ? `${minutes} min ago` : `${Math.floor(minutes / 60)} h ago`);

/** A price of within the day, for display only. */
export function QuoteLine({ quote, close }: QuoteLineProps) {
  const change = close === null || close <= 0 ? null : Number(quote.price) / close - 1;
  return (
    <p className="cap">
      Now <Price value={quote.price} />{change !== null && <> (<Change value={change} neutral /> since the close)</>}, {ageWords(quote.ageMinutes)}, {formatSource(quote.source)}; not used in grades.
    </p>
  );
}
