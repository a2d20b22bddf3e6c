import { DatasetFigures } from '@/components/status/dataset-figures';
import { DatasetSource } from '@/components/status/dataset-source';
import { DatasetTable } from '@/components/status/dataset-table';
import { JobTable } from '@/components/status/job-table';
import { QuarantineTable } from '@/components/status/quarantine-table';
import { RefreshWhile } from '@/components/status/refresh-while';
import { SourceRecords } from '@/components/status/source-records';
import { SourceTable } from '@/components/status/source-table';
import { busyJobs, statusLede, statusQuery, type StatusSearch } from '@/components/status/status-query';
import { SwitchOffer } from '@/components/status/switch-offer';
import { Callout } from '@/components/ui/callout';
import { Link } from '@/components/ui/link';
import { PageTitle } from '@/components/ui/page-title';
import { Section } from '@/components/ui/section-head';
import { currentUser } from '@/lib/auth/session';
import { systemClock } from '@/lib/clock';
import { readStatusPage } from '@/lib/services/status/read-status-page';

export const metadata = { title: 'Status' };

export default async function StatusPage({ searchParams }: { readonly searchParams: Promise<StatusSearch> }) {
  const [search, user] = await Promise.all([searchParams, currentUser()]);
  const query = statusQuery(search);
  const { status, records, quarantine, offer, owner } = await readStatusPage(query, user?.id ?? null);
  const now = systemClock.now();
  const { dataset, sources, jobs } = status;
  const network = sources.filter(({ breaker }) => breaker !== null).map(({ name }) => name);
  const browsed = status.conflicts + status.withheld + status.refused > 0 || status.mode === 'live';
  return (
    <>
      <PageTitle title="Status" lede={`${statusLede(status)} ${status.modeWords}`} />
      <RefreshWhile busy={busyJobs(jobs)} />
      <SwitchOffer source={offer.offer?.source ?? null} requested={offer.requested} owner={owner} confirming={search.switch === 'confirm'} progress={jobs.find(({ name }) => name === 'switch')?.detail ?? null} />
      {dataset && <div className="mt-6"><DatasetFigures dataset={dataset} quarantine={status.quarantine} conflicts={status.conflicts} withheld={status.withheld} refused={status.refused} /></div>}
      {status.stale && <Callout tone="warn">{dataset?.live === true ? 'The newest closes are more than 48 hours old: grades, indices and suggestions advise nothing until new ones come.' : 'The closes end before today: every page says what was true on the last day, not now.'}</Callout>}
      <Section title="Sources" id="sources" end={owner ? <Link href="/settings/sources">Settings</Link> : undefined}>
        <SourceTable sources={sources} now={now} signedIn={user !== null} />
        {user === null && network.length > 0 && status.mode === 'live' && <p className="cap">Whoever is signed in can ask a source in trouble again at once.</p>}
      </Section>
      <Section title="Background work" id="jobs"><JobTable jobs={jobs} now={now} /></Section>
      {status.datasets.length > 1 && <Section title="Datasets"><DatasetTable datasets={status.datasets} /></Section>}
      {dataset && <Section title="Where the data comes from"><DatasetSource dataset={dataset} version={status.version} /></Section>}
      {browsed && <SourceRecords records={records} query={query} sources={network} now={now} live={dataset?.live === true} />}
      {quarantine && (
        <Section title="Quarantine" id="quarantine" note="rows of the import that were refused, moved or flagged">
          <QuarantineTable rows={quarantine.rows} page={quarantine.page} pages={quarantine.pages} />
        </Section>
      )}
    </>
  );
}
