import { FEE_BPS } from '@/lib/domain/indices/rules';
import { formatMoney } from '@/lib/format/money';
import { formatBps } from '@/lib/format/percent';
import { formatNumber } from '@/lib/format/number';
import type { IndexDetailShape } from '@/lib/schemas/api/indices';
import { DistributionBars } from '../charts/distribution-bars';
import { DataTable } from '../ui/data-table';
import { Section } from '../ui/section-head';
import { MethodWords } from './method-words';
import { RuleLink } from './rule-link';

const SHOWN = 5;

/** The largest shares by name, the others as one. */
function folded(shares: readonly { name: string; share: number }[]): { name: string; share: number }[] {
  if (shares.length <= SHOWN) return [...shares];
  const rest = shares.slice(SHOWN - 1);
  return [...shares.slice(0, SHOWN - 1), { name: `${rest.length} more`, share: rest.reduce((sum, { share }) => sum + share, 0) }];
}

/** Where the weight stands. */
export function ExposureBars({ exposure }: { readonly exposure: IndexDetailShape['exposure'] }) {
  return (
    <Section title="Exposure">
      <div className="mt-2 grid gap-4">
        <DistributionBars title="Sector" shares={folded(exposure.sector)} end={1} />
        <DistributionBars title="Ecosystem" shares={folded(exposure.ecosystem)} end={1} />
        <DistributionBars title="Consensus" shares={folded(exposure.consensus)} end={1} />
      </div>
    </Section>
  );
}

/** The rules in words, with their version. */
export function Method({ index }: { readonly index: IndexDetailShape }) {
  return (
    <Section title="Method" end={<a href={`/api/v1/indices/${index.slug}`}>Version {index.version}</a>}>
      <MethodWords methodology={index.methodology} />
    </Section>
  );
}

/** What selling everything costs, and what the page is rebuilt from. */
export function Leaving({ index, simulated }: { readonly index: IndexDetailShape; readonly simulated: boolean }) {
  return (
    <Section title="What leaving costs">
      <DataTable
        caption="What selling all of it costs"
        className="keep"
        rows={index.leaving}
        rowKey={({ size }) => String(size)}
        columns={[
          { key: 'size', head: 'Size', rowHead: true, cell: ({ size }) => <span className="font-normal">${formatNumber(size)}</span> },
          { key: 'bps', head: 'Cost', numeric: true, cell: ({ bps }) => <span className="nb">{formatBps(bps)}</span> },
          { key: 'money', head: 'In money', numeric: true, cell: ({ size, bps }) => formatMoney((size * bps) / 10_000, { digits: bps * size < 1_000_000 ? 2 : 0 }) },
        ]}
      />
      <p className="cap">{FEE_BPS} bps fee, square-root slippage on 30-day traded value (<RuleLink rule="8.4">Rule 8.4</RuleLink>).</p>
      <p className="cap">
        Rebuild hash <span className="mono" title={index.inputHash ?? undefined}>{index.inputHash?.slice(0, 8)}…{index.inputHash?.slice(-6)}</span><br />
        <a href={`/indices/${index.slug}/levels.csv`} download>Levels, CSV</a> · <a href={`/indices/${index.slug}/holdings.csv`} download>Holdings, CSV</a> · <a href={`/indices/${index.slug}/rebalances.csv`} download>Rebalances, CSV</a> · <a href={`/api/v1/indices/${index.slug}`}>Method, JSON</a>
        {simulated && ' · simulated data'}
      </p>
    </Section>
  );
}
