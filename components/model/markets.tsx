import { Change } from '@/components/ui/change';
import { DataTable } from '@/components/ui/data-table';
import { Link } from '@/components/ui/link';
import { Missing } from '@/components/ui/missing';
import { Percent } from '@/components/ui/percent';
import { Section } from '@/components/ui/section-head';
import { formatDayRange } from '@/lib/format/day';
import { formatNumber } from '@/lib/format/number';
import type { ModelReport } from '@/lib/schemas/api/model';
import { BASELINE_NAMES, formatIc, formatT } from './model-words';
import { Told } from './told';

const UNTESTED = 'no month has been tested';

function ic({ evaluation: { rankIc } }: ModelReport) {
  if (rankIc.mean === null) return <Missing reason={UNTESTED} />;
  return <>{formatIc(rankIc.mean)}{rankIc.t !== null && <span className="faint"> t {formatT(rankIc.t)}</span>}</>;
}

function best({ evaluation: { against, baselines } }: ModelReport) {
  const value = against === null ? null : baselines[against.baseline];
  return against === null || value === null ? <Missing reason={UNTESTED} /> : <>{formatIc(value)} <span className="faint">{BASELINE_NAMES[against.baseline]}</span></>;
}

const mark = (report: ModelReport): string => [report.active ? 'this product’s market' : '', report.simulated ? 'simulated' : ''].filter(Boolean).join(', ');

/** The same proof on every market it was made on, good or bad. */
export function Markets({ reports, shown }: { readonly reports: readonly ModelReport[]; readonly shown: string | null }) {
  if (reports.length === 0) return null;
  return (
    <Section title="On every market" note="The same command, the same settings; all are shown">
      <DataTable
        caption="The proof on every market"
        rows={reports}
        rowKey={(report) => report.dataset}
        className="pair"
        columns={[
          { key: 'dataset', head: 'Market', rowHead: true, cell: (report) => <>{report.dataset === shown ? report.dataset : <Link className="underlined" href={`/model?market=${encodeURIComponent(report.dataset)}`}>{report.dataset}</Link>} {mark(report) !== '' && <span className="mark">{mark(report)}</span>}</> },
          { key: 'span', head: 'Days', phone: 'hide', cell: (report) => (report.from === null || report.to === null ? <Missing reason={UNTESTED} /> : formatDayRange(report.from, report.to)) },
          { key: 'assets', head: 'Tokens', numeric: true, phone: 'hide', cell: (report) => formatNumber(report.assets) },
          { key: 'ic', head: 'Rank IC', numeric: true, cell: (report) => <><Told>rank IC </Told>{ic(report)}</> },
          { key: 'best', head: 'Best baseline', numeric: true, cell: (report) => <><Told>best baseline </Told>{best(report)}</> },
          { key: 'net', head: 'Spread, net', numeric: true, cell: (report) => <><Told>spread, net </Told><Change value={report.evaluation.spreads.net} digits={2} missing={UNTESTED} /></> },
          { key: 'hit', head: 'Right side', numeric: true, phone: 'hide', cell: (report) => <Percent value={report.evaluation.hitRate} missing={UNTESTED} /> },
          { key: 'gate', head: 'Gate', cell: (report) => <><Told>gate </Told>{report.gate.open ? 'open' : 'closed'}</> },
        ]}
      />
    </Section>
  );
}
