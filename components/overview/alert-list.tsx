import { Link } from '@/components/ui/link';
import { Section } from '@/components/ui/section-head';
import { formatShortDay } from '@/lib/format/day';
import { ReadForm } from './read-form';

interface Alert {
  readonly id: string;
  readonly day: string;
  readonly text: string;
  readonly href: string;
}

const own = (href: string): string => (/^\/(?!\/)/.test(href) ? href : '/');

/** What the product noticed for this person: a quiet list, read one by one or at once. Nothing where there is nothing. */
export function AlertList({ alerts }: { readonly alerts: readonly Alert[] }) {
  if (alerts.length === 0) return null;
  return (
    <div className="mb-8"><Section id="alerts" title="Noticed for you" end={alerts.length > 1 ? <ReadForm label="Mark all as read" /> : undefined}>
      <ul className="notl">
        {alerts.map(({ id, day, text, href }) => (
          <li key={id} className="flex flex-wrap items-baseline justify-between gap-3"><span><span className="faint nb">{formatShortDay(day)}</span> <Link href={own(href)}>{text}</Link></span><ReadForm id={id} label="Mark as read" name={text} /></li>
        ))}
      </ul>
    </Section></div>
  );
}
