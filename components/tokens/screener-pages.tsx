import { Button } from '../ui/button';
import { PAGE_SIZE, screenerSearch, type ScreenerQuery } from './screener-query';

interface ScreenerPagesProps {
  readonly query: ScreenerQuery;
  readonly total: number;
  /** Live, the table scrolls and only the phone's list asks for more. */
  readonly live: boolean;
  readonly onMore: () => void;
}

/** Pages as links without a script; “more” on a phone with one. */
export function ScreenerPages({ query, total, live, onMore }: ScreenerPagesProps) {
  const pages = Math.ceil(total / PAGE_SIZE);
  if (pages <= 1) return null;
  if (live) return query.page < pages ? <p className="phone-only mt-4"><Button className="w-full" onClick={onMore}>Show {PAGE_SIZE} more</Button></p> : null;
  return (
    <nav className="actions mt-4 text-sm" aria-label="Pages">
      {Array.from({ length: pages }, (_, index) => index + 1).map((page) => (
        <a key={page} className="px-1" href={`/tokens${screenerSearch({ ...query, page })}`} aria-current={page === query.page ? 'page' : undefined}>
          {page === query.page ? <b>{page}</b> : page}
        </a>
      ))}
    </nav>
  );
}
