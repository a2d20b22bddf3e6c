import { DatasetFigures } from '@/components/status/dataset-figures';
import { DatasetSource } from '@/components/status/dataset-source';
import { JobTable } from '@/components/status/job-table';
import { QuarantineTable } from '@/components/status/quarantine-table';
import { RefreshWhile } from '@/components/status/refresh-while';
import { Callout } from '@/components/ui/callout';
import { PageTitle } from '@/components/ui/page-title';
import { Section } from '@/components/ui/section-head';
import { systemClock } from '@/lib/clock';
import { readQuarantine } from '@/lib/services/market/read-quarantine';
import { readStatus } from '@/lib/services/status/read-status';

export const metadata = { title: 'Status' };

const LEDES = {
  ok: 'Everything stands: the market is loaded, graded and computed.',
  starting: 'The market is being loaded. Pages fill as soon as it is there.',
  computing: 'The market is loaded; what is still being computed is listed below.',
  degraded: 'Something failed. What was computed before stays; the reason stands below.',
} as const;

export default async function StatusPage({ searchParams }: { readonly searchParams: Promise<{ readonly page?: string | string[] }> }) {
  const { page } = await searchParams;
  const [status, now] = [await readStatus(), systemClock.now()];
  const { dataset } = status;
  const quarantine = dataset && (await readQuarantine(dataset.id, Number(page) || 1));
  return (
    <>
      <PageTitle title="Status" lede={LEDES[status.status]} />
      <RefreshWhile busy={status.jobs.some(({ state }) => state === 'running' || state === 'waiting')} />
      {dataset && <div className="mt-6"><DatasetFigures dataset={dataset} quarantine={status.quarantine} /></div>}
      {status.stale && <Callout tone="warn">The closes end before today: every page says what was true on the last day, not now.</Callout>}
      <Section title="Background work">
        <JobTable jobs={status.jobs} now={now} />
      </Section>
      {dataset && (
        <Section title="Where the data comes from">
          <DatasetSource dataset={dataset} version={status.version} />
        </Section>
      )}
      {quarantine && (
        <Section title="Quarantine" id="quarantine" note="rows of the import that were refused, moved or flagged">
          <QuarantineTable rows={quarantine.rows} page={quarantine.page} pages={quarantine.pages} />
        </Section>
      )}
    </>
  );
}
