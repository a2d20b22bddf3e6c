import { DistributionBars } from '@/components/charts/distribution-bars';
import { DataTable } from '@/components/ui/data-table';
import { Disclosure } from '@/components/ui/disclosure';
import { Section } from '@/components/ui/section-head';
import { Meter } from '@/components/ui/weight-bar';
import { formatCount } from '@/lib/format/number';
import { formatPercent } from '@/lib/format/percent';
import type { ModelShape } from '@/lib/schemas/api/model';
import { featureWords } from './feature-words';

type Importance = ModelShape['features'][number];

const SHOWN = 12;

interface Row extends Importance {
  readonly name: string;
  readonly lensName: string;
  /** Of the importance of all; none below zero. */
  readonly share: number;
}

/** Features by importance with the share of each; what is below zero counts as nothing. */
export function importanceRows(features: readonly Importance[]): Row[] {
  const total = features.reduce((sum, { importance }) => sum + Math.max(0, importance), 0);
  return [...features]
    .sort((a, b) => b.importance - a.importance || (a.code < b.code ? -1 : 1))
    .map((feature) => {
      const { name, lens } = featureWords(feature.code, feature.lens);
      return { ...feature, name, lensName: lens, share: total > 0 ? Math.max(0, feature.importance) / total : 0 };
    });
}

function FeatureRows({ rows, end, caption }: { readonly rows: readonly Row[]; readonly end: number; readonly caption: string }) {
  return (
    <DataTable
      caption={caption}
      rows={rows}
      rowKey={(row) => row.code}
      tight
      columns={[
        { key: 'name', head: 'Feature', rowHead: true, cell: (row) => row.name },
        { key: 'lens', head: 'Lens', phone: 'hide', cell: (row) => <span className="muted">{row.lensName}</span> },
        { key: 'bar', head: <span className="sr">Share as a bar</span>, phone: 'hide', width: '120px', cell: (row) => <Meter value={end > 0 ? (row.share / end) * 100 : 0} /> },
        { key: 'share', head: 'Share', numeric: true, cell: (row) => formatPercent(row.share) },
      ]}
    />
  );
}

/** What goes into the model, by lens and feature, and how much each counts. */
export function Inputs({ features, csvHref }: { readonly features: readonly Importance[]; readonly csvHref: string }) {
  if (features.length === 0) return null;
  const rows = importanceRows(features);
  const end = rows[0]?.share ?? 0;
  const lenses = [...new Set(rows.map((row) => row.lensName))].map((name) => ({ name, share: rows.filter((row) => row.lensName === name).reduce((sum, row) => sum + row.share, 0) }));
  const rest = rows.slice(SHOWN);
  return (
    <Section title="What goes in" note={`${formatCount(features.length, 'feature')}, each as its rank among the tokens of the day`} end={<a href={csvHref} download>CSV</a>}>
      <div className="cols main-side mt-4">
        <div>
          <FeatureRows rows={rows.slice(0, SHOWN)} end={end} caption="Features by importance" />
          {rest.length > 0 && <Disclosure summary={`${formatCount(rest.length, 'other feature')}`}><FeatureRows rows={rest} end={end} caption="Other features by importance" /></Disclosure>}
        </div>
        <DistributionBars title="By lens" shares={lenses.sort((a, b) => b.share - a.share)} />
      </div>
      <p className="cap">Importance: how much rank correlation both kinds of trees lose on weeks they were not fitted to when a feature’s values are shuffled, as a share of all that is lost; 0 where shuffling does not hurt. Features that tell the same share it, and where the signal is faint small shares are chance. It says what the models lean on, not what is true of the market.</p>
    </Section>
  );
}
