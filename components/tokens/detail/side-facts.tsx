import type { ReactNode } from 'react';
import { Disclosure } from '@/components/ui/disclosure';
import { Link } from '@/components/ui/link';
import { KeyValues } from '@/components/ui/key-values';
import { LargeMoney } from '@/components/ui/money';
import { Percent } from '@/components/ui/percent';
import { SectionHead } from '@/components/ui/section-head';
import { TierMark } from '@/components/ui/tier-mark';
import { CLEAN_DAYS } from '@/lib/domain/scores/rules';
import { formatDay, formatDayRange } from '@/lib/format/day';
import { formatCount, formatNumber } from '@/lib/format/number';
import { word } from '../screener-query';
import { featureValue } from './feature-text';
import { anomalyRuns, anomalyWords, type AnomalyRun, type AnomalyView } from './anomaly-words';

export interface HoldingView {
  readonly slug: string;
  readonly name: string;
  readonly tier: string;
  readonly weight: number;
}

type Tier = 'conservative' | 'balanced' | 'aggressive';

/** The indices that hold the token now. */
export function HoldingIndices({ indices, symbol }: { readonly indices: readonly HoldingView[]; readonly symbol: string }) {
  return (
    <>
      <SectionHead title="Indices that hold it" />
      {indices.length === 0
        ? <p className="prose py-2 muted">None of the published indices holds {symbol} now.</p>
        : <KeyValues rows={indices.map((index) => ({ label: <TierMark tier={index.tier as Tier}><Link href={`/indices/${index.slug}`}>{index.name}</Link></TierMark>, value: <Percent value={index.weight} /> }))} />}
    </>
  );
}

/** Older ones wait behind a tap, unless they still keep the token out. */
const ANOMALIES_SHOWN = 4;

const excludes = ({ severity, until }: AnomalyView, day: string): boolean => severity !== 'watch' && until !== null && until >= day;

function outcome(anomaly: AnomalyView, day: string): string {
  if (anomaly.kind === 'unusual') return 'Shown only: rare is not wrong.';
  if (anomaly.severity === 'watch') return 'Shown only: one of its conditions cannot be checked here.';
  return excludes(anomaly, day) ? `Kept out of rebalances until ${formatDay(anomaly.until ?? day)}, ${CLEAN_DAYS} clean days.` : 'Over.';
}

function AnomalyList({ runs, day }: { readonly runs: readonly AnomalyRun[]; readonly day: string }) {
  return (
    <ul className="notl">
      {runs.map(({ latest, from, days }) => (
        <li key={`${latest.day} ${latest.kind}`}><b>{days === 1 ? formatDay(latest.day) : formatDayRange(from, latest.day)}, {latest.severity}{days === 1 ? '' : ` on ${days} days in a row`}</b>: {days === 1 ? '' : 'at the last, '}{anomalyWords(latest)} {outcome(latest, day)}</li>
      ))}
    </ul>
  );
}

/** What the anomaly watch found, with its numbers. */
export function Anomalies({ anomalies, day }: { readonly anomalies: readonly AnomalyView[]; readonly day: string }) {
  const runs = anomalyRuns(anomalies);
  const shown = runs.filter(({ latest }, i) => i < ANOMALIES_SHOWN || excludes(latest, day));
  const older = runs.filter((run) => !shown.includes(run));
  return (
    <div className="mt-8">
      <SectionHead title="Anomalies" />
      {anomalies.length === 0
        ? <p className="prose py-2 muted">None in the last 90 days. Checked at each close against the hard rules this data allows, and for weeks unlike the token’s others (<Link className="nb" href="/learn/rules#rule-3.6">Rule 3.6</Link>).</p>
        : <AnomalyList runs={shown} day={day} />}
      {older.length > 0 && <Disclosure summary={`${formatCount(older.length, 'earlier one', 'earlier ones')} in 90 days`}><AnomalyList runs={older} day={day} /></Disclosure>}
    </div>
  );
}

interface ChainView {
  readonly kind: string;
  readonly sectors: readonly string[];
  readonly ecosystem: string | null;
  readonly consensus: string | null;
  readonly maxSupply: number | null;
  readonly firstDay: string;
  readonly ending: string;
  readonly lastDay: string;
}

interface Fact {
  readonly label: string;
  /** Null where it is not known. */
  readonly value: ReactNode;
}

const lowerFirst = (text: string): string => `${text.charAt(0).toLowerCase()}${text.slice(1)}`;

/** Facts that are known as rows; the others in one sentence, which says more than a column of dashes. */
function Facts({ title, facts }: { readonly title: string; readonly facts: readonly Fact[] }) {
  const unknown = facts.filter(({ value }) => value === null);
  return (
    <div className="mt-8">
      <SectionHead title={title} />
      <KeyValues rows={facts.filter(({ value }) => value !== null)} />
      {unknown.length > 0 && <p className="cap">Not known from this dataset: {unknown.map(({ label }) => lowerFirst(label)).join('; ')}.</p>}
    </div>
  );
}

/** What the chain is; what no source states stays open. */
export function ChainFacts({ asset }: { readonly asset: ChainView }) {
  const ended = asset.ending === 'alive' ? [] : [{ label: 'Series', value: `${asset.ending} on ${formatDay(asset.lastDay)}` }];
  return (
    <Facts title="Chain" facts={[
      { label: 'Kind', value: word(asset.kind) },
      { label: 'Sectors', value: asset.sectors.length > 0 ? asset.sectors.map(word).join(', ') : null },
      { label: 'Ecosystem', value: asset.ecosystem === null ? null : word(asset.ecosystem) },
      { label: 'Consensus', value: asset.consensus === null ? null : word(asset.consensus) },
      { label: 'Maximum supply', value: asset.maxSupply === null ? null : formatNumber(asset.maxSupply) },
      { label: 'First price', value: formatDay(asset.firstDay) },
      ...ended,
      { label: 'Staking yield', value: null },
      { label: 'Lock-up and slashing', value: null },
    ]} />
  );
}

interface LiquidityView {
  readonly tradedValue30d: number | null;
  readonly priceImpact30d: number | null;
  readonly spreadBps: number | null;
  readonly depth2pct: number | null;
  readonly venues: number | null;
  readonly openInterest: number | null;
  /** Fraction. */
  readonly fundingPerDay: number | null;
  /** Fraction; only of dollar coins. */
  readonly pegDeviation: number | null;
}

/** How easily it is traded, as far as the data tells. */
export function Liquidity({ liquidity }: { readonly liquidity: LiquidityView }) {
  const { tradedValue30d, priceImpact30d, spreadBps, depth2pct, venues, openInterest, fundingPerDay, pegDeviation } = liquidity;
  const peg = pegDeviation === null ? [] : [{ label: 'Distance from a dollar', value: <Percent value={pegDeviation} digits={2} sign /> }];
  const money = (value: number | null): ReactNode => (value === null ? null : <LargeMoney value={value} />);
  return (
    <Facts title="Liquidity" facts={[
      { label: 'Traded a day, 30-day median', value: money(tradedValue30d) },
      { label: 'Price impact, 30 days', value: priceImpact30d === null ? null : featureValue(priceImpact30d, { unit: 'perUsdMillion', signed: false }) },
      { label: 'Bid–ask spread', value: spreadBps === null ? null : `${formatNumber(spreadBps, { digits: 1 })} bps` },
      { label: 'Depth within 2 %', value: money(depth2pct) },
      { label: 'Venues', value: venues === null ? null : formatNumber(venues) },
      { label: 'Open interest', value: money(openInterest) },
      { label: 'Funding a day', value: fundingPerDay === null ? null : <Percent value={fundingPerDay} digits={3} sign /> },
      ...peg,
    ]} />
  );
}
