import { Link } from '@/components/ui/link';
import { AlertList } from '@/components/overview/alert-list';
import { OwnLine } from '@/components/overview/own-line';
import { RegimeLine, regimeTitle } from '@/components/overview/regime-line';
import { StillComputing } from '@/components/overview/still-computing';
import { TierColumns } from '@/components/overview/tier-columns';
import { WeekLog } from '@/components/overview/week-log';
import { Callout } from '@/components/ui/callout';
import { PageTitle } from '@/components/ui/page-title';
import { Section } from '@/components/ui/section-head';
import { formatDayRange } from '@/lib/format/day';
import { currentUser } from '@/lib/auth/session';
import { readAlerts } from '@/lib/services/alerts/read-alerts';
import { readOwnLine } from '@/lib/services/overview/read-own-line';
import { readOverview } from '@/lib/services/overview/read-overview';
import { readOpenJobs } from '@/lib/services/overview/read-shell';
import { readWeek } from '@/lib/services/overview/read-week';

const TITLE = 'Crypto indices with written rules, and the few trades that keep you inside them.';
const LEDE = 'Pick a tier, see why every token is in it, and let the bands decide when to act. Most days the answer is that there is nothing to do.';

export default async function OverviewPage({ searchParams }: { readonly searchParams: Promise<{ readonly until?: string }> }) {
  const [overview, jobs, user, { until }] = await Promise.all([readOverview(), readOpenJobs(), currentUser(), searchParams]);
  const [own, alerts] = user === null ? [null, []] : await Promise.all([readOwnLine(user.id), readAlerts(user.id)]);
  if (overview === null) {
    return (
      <>
        <PageTitle title={TITLE} lede={LEDE} />
        <StillComputing jobs={jobs} />
        <Callout>No market is loaded yet. The first start loads one by itself; this page fills as soon as its closes are stored.</Callout>
      </>
    );
  }
  const { dataset, regime, tiers } = overview;
  const week = await readWeek({ datasetId: dataset.id, firstDay: dataset.firstDay, lastDay: dataset.lastDay }, until);
  return (
    <>
      {own !== null && <OwnLine {...own} />}
      <AlertList alerts={alerts} />
      {own === null ? <PageTitle title={TITLE} lede={LEDE} /> : <PageTitle title={regime === null ? 'The market this week' : regimeTitle(regime)} />}
      <StillComputing jobs={jobs} />
      {regime !== null && <RegimeLine regime={regime} />}
      <TierColumns columns={tiers} simulated={dataset.simulated} />
      <Section
        title={week.to === dataset.lastDay ? 'This week' : 'Week'}
        note={`${formatDayRange(week.from, week.to)}, ranks 1 to ${week.ratingRanks} for ratings`}
        end={<><Link href={`/?until=${week.previous}#week`} scroll={false}>Earlier</Link>{week.to !== dataset.lastDay && <Link href="/#week" scroll={false}>Latest</Link>}</>}
        id="week"
      >
        {week.days.length === 0 ? <p className="cap">No rebalance, no rating change and no new anomaly in these seven days.</p> : <WeekLog days={week.days} />}
      </Section>
    </>
  );
}
