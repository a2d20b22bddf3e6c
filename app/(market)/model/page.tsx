import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { parseMonthRange } from '@/components/charts/windows';
import { Limits } from '@/components/model/limits';
import { Markets } from '@/components/model/markets';
import { ModelState, Unproven } from '@/components/model/model-state';
import { gateWords } from '@/components/model/model-words';
import { Proof } from '@/components/model/proof';
import { shownReport } from '@/components/model/shown-report';
import { Training, Windows } from '@/components/model/training';
import { Link } from '@/components/ui/link';
import { PageTitle } from '@/components/ui/page-title';
import { readModel } from '@/lib/services/model/read-model';

export const metadata: Metadata = { title: 'Model', description: 'How the forecast was trained, how it did out of sample, and whether indices may use it.' };

interface ModelPageProps {
  readonly searchParams: Promise<{ readonly market?: string | string[]; readonly range?: string | string[] }>;
}

export default async function ModelPage({ searchParams }: ModelPageProps) {
  const [model, { market, range }] = await Promise.all([readModel(), searchParams]);
  const asked = typeof market === 'string' ? market : undefined;
  const report = shownReport(model, asked);
  if (asked !== undefined && report === null) notFound();
  const proven = report !== null && report.evaluation.rankIc.mean !== null;
  return (
    <>
      <PageTitle
        crumb={<><Link href="/learn">Learn</Link> / Model</>}
        title={report === null || report.active ? 'Model' : <>Model <span className="sym text-md">{report.dataset}</span></>}
        lede={gateWords((report ?? model).gate.reason)}
        actions={proven ? <><Link href="/learn/claims">Claim checker</Link><a href="/api/v1/model">JSON</a></> : undefined}
      />
      {report !== null && report.simulated && <p className="cap"><span className="mark">simulated</span> This market is made up; its proof shows the method, not the world.</p>}
      <ModelState model={model} />
      {proven ? <Proof report={report} features={model.features} range={parseMonthRange(typeof range === 'string' ? range : undefined)} keep={asked === undefined ? '' : `market=${encodeURIComponent(asked)}`} /> : <Unproven forecasts={model.forecasts} />}
      {(report === null || report.active) && <Windows windows={model.windows} />}
      {(report === null || report.active) && <Training model={model} />}
      <Markets reports={model.evaluations} shown={report?.dataset ?? null} />
      {proven && <Limits limits={report.limits} />}
      <p className="cap">Past figures say nothing certain about the future. Educational, not financial advice.</p>
    </>
  );
}
