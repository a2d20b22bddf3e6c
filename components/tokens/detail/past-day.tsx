import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { Link } from '@/components/ui/link';
import { PageTitle } from '@/components/ui/page-title';
import { formatDay } from '@/lib/format/day';

interface DayFormProps {
  readonly day: string;
  readonly first: string;
  readonly last: string;
}

/** Another day of the token, of those it was there: a plain form, so that nothing follows it by itself. */
export function DayForm({ day, first, last }: DayFormProps) {
  return (
    <form className="mt-3 flex flex-wrap items-center gap-2 text-sm" method="get">
      <label htmlFor="day" className="muted phone:w-full">Grades and forecast as of</label>
      <span className="input w-[170px]"><input id="day" type="date" name="day" defaultValue={day < last ? day : last} min={first} max={last} required /></span>
      <Button type="submit">Show</Button>
    </form>
  );
}

/** Says above a page of the past of what day it is, and leads back. */
export function PastNote({ id, day }: { readonly id: string; readonly day: string }) {
  return <Callout>As it was known on {formatDay(day)}: figures, grades, forecast, anomalies and the chart end with that day. <Link href={`/tokens/${id}`}>The newest day</Link></Callout>;
}

/** A day that is not kept is graded anew, one after another: whoever comes when many do is told so. */
export function DayBusy({ id, day }: { readonly id: string; readonly day: string }) {
  return (
    <>
      <PageTitle crumb={<Link href="/tokens">Tokens</Link>} title={formatDay(day)} lede="This day is not kept and is being graded anew, together with others that were asked for. Try again in half a minute." />
      <p className="prose"><Link href={`/tokens/${id}`}>The newest day</Link> is ready.</p>
    </>
  );
}
