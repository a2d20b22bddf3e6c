import { Fragment, type ReactNode } from 'react';
import type { Methodology } from '@/lib/domain/indices/methodology';
import { labelOf, MEASURE_WORDS } from '@/lib/domain/indices/words';
import { LIQUIDITY_SHARE, STATED_INDEX_SIZE } from '@/lib/domain/indices/weights/rules';
import { DEFAULT_SCREENS, HELD_TOLERANCE } from '@/lib/domain/market/rules';
import { formatLargeMoney } from '@/lib/format/money';
import { formatNumber } from '@/lib/format/number';
import { formatPercent } from '@/lib/format/percent';
import { RuleLink } from './rule-link';

const WHEN: Readonly<Record<Methodology['cadence'], string>> = { weekly: 'At the close of every Sunday', monthly: 'On the last day of the month', quarterly: 'On the last day of March, June, September and December' };
const percent = (fraction: number): string => formatPercent(fraction, { digits: 0 });
const both = (words: readonly string[]): string => (words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`);

function Cite({ rules }: { readonly rules: readonly string[] }) {
  return <>({rules.map((rule, i) => <Fragment key={rule}>{i > 0 && ', '}<RuleLink rule={rule} /></Fragment>)})</>;
}

/** Who may be in, in sentences made from the rules' own data. */
function UniverseWords({ methodology }: { readonly methodology: Methodology }) {
  const { universe } = methodology;
  const screens = DEFAULT_SCREENS[universe.screens];
  const limits = [
    universe.ranks && `rank ${universe.ranks.from} ${universe.ranks.to === null ? 'and beyond' : `to ${universe.ranks.to}`} by market cap`,
    universe.sectors && `sector ${both(universe.sectors.map(labelOf))}`,
    universe.withoutConsensus && `no ${both(universe.withoutConsensus.map((kind) => labelOf(kind).toLowerCase()))}, as far as it is known`,
    universe.withoutLargestEcosystems && `outside the ${universe.withoutLargestEcosystems} largest ecosystems by market cap`,
    universe.minAgeDays && `at least ${formatNumber(universe.minAgeDays / 365)} years old`,
    universe.minInvestorGrade && `investor grade ${universe.minInvestorGrade} or better`,
    methodology.needs.includes('stakingYields') && 'with a staking yield that is sustainable',
    methodology.needs.includes('yieldSources') && 'with a yield source that is sustainable',
  ].filter((limit): limit is string => Boolean(limit));
  const yields = methodology.needs.includes('stakingYields') || methodology.needs.includes('yieldSources');
  return (
    <>
      {WHEN[methodology.cadence]}, take every coin and token with {screens.minHistoryDays} days of history, a price on each of the last {screens.recentPriceDays} days and{' '}
      {formatLargeMoney(screens.minMedianTradedValue30d, { digits: 0 })} of median traded value (<RuleLink rule="2.2" />, <RuleLink rule="2.3" />); a holding stays until it is {percent(HELD_TOLERANCE)} below.{' '}
      {limits.length > 0 && <>Of these: {limits.join('; ')} <Cite rules={yields ? ['2.4', '2.5', '9.2'] : ['2.4', '2.5']} />.</>}
    </>
  );
}

function SelectionWords({ methodology: { selection, universe } }: { readonly methodology: Methodology }) {
  const measure = MEASURE_WORDS[selection.by];
  if (selection.perSector) return <>Take the best {selection.perSector.count} by {measure} of each sector with at least {selection.perSector.minEligible} <Cite rules={['4']} />. </>;
  if (selection.count === null) return <>Take all of them <Cite rules={['4']} />. </>;
  const first = selection.always ? `${selection.always.map(labelOf).join(' and ')} are always in; the rest are the largest, ${selection.count} in all` : null;
  if (first) return <>{first} <Cite rules={['4']} />. </>;
  if (selection.by === 'forecast') return <>Take the best <b>{selection.count}</b> by {measure} while its gate is open, by {MEASURE_WORDS.traderGrade} else; each rebalance says which it was <Cite rules={['4', '3.5']} />. </>;
  const floor = universe.minInvestorGrade === undefined ? '' : ' of these';
  if (!selection.buffer) return <>Take the best <b>{selection.count}</b>{floor} by {measure} <Cite rules={['4']} />. </>;
  return <>Hold <b>{selection.count}</b> by {measure}: a newcomer enters at rank <b>{selection.buffer.enter}</b> or better, a holding stays until it falls below rank <b>{selection.buffer.leave}</b>, free places go to the largest outside <Cite rules={['4']} />. </>;
}

const SCHEMES: Readonly<Record<Methodology['weighting']['scheme'], ReactNode>> = {
  equal: 'Weigh equally',
  cap: 'Weigh by market cap',
  sqrtCap: 'Weigh by the square root of market cap',
  inverseVolatility: <>Weigh by one over 90-day volatility <Cite rules={['5.3']} /></>,
  equalRisk: <>Weigh so that each token carries the same risk, by 90-day shrunk covariance <Cite rules={['5.3']} /></>,
  equalRiskBySector: <>Weigh so that each sector carries the same risk, by 90-day shrunk covariance <Cite rules={['5.3']} /></>,
  minVariance: <>Weigh for the least variance <Cite rules={['5.3']} /></>,
};

function WeightWords({ methodology: { weighting, caps, volatileBearCash } }: { readonly methodology: Methodology }) {
  const single = Object.entries(caps.assets ?? {}).map(([id, cap]) => `${labelOf(id)} at ${percent(cap)}`);
  const floors = Object.entries(caps.floors ?? {}).map(([id, floor]) => `${labelOf(id)} at least ${percent(floor)}`);
  return (
    <>
      {SCHEMES[weighting.scheme]}{weighting.tilt && ' times investor grade'}. {floors.length > 0 && <>{floors.join(', ')}. </>}
      Cap each at <b>{percent(caps.asset)}</b>{single.length > 0 && `, ${single.join(', ')}`}{caps.sector !== null && ` and each sector at ${percent(caps.sector)}`}; spread the rest in proportion, and what the caps leave over is cash <Cite rules={['5.1']} />.
      No weight at {formatLargeMoney(STATED_INDEX_SIZE, { digits: 0 })} above {percent(LIQUIDITY_SHARE)} of its daily trading <Cite rules={['5.2']} />.
      {volatileBearCash !== undefined && <> In a volatile bear {percent(volatileBearCash)} is cash <Cite rules={['6.4']} />.</>}
      {' '}Trade at the next close.
    </>
  );
}

/** The method in words, generated from the same data that the pipeline runs on; every number links to its rule. */
export function MethodWords({ methodology }: { readonly methodology: Methodology }) {
  const graded = methodology.selection.by !== 'marketCap';
  if (methodology.blend) {
    return <div className="prose mt-3"><p>{methodology.blend.map(({ of, weight }) => `${percent(weight)} ${labelOf(of)}`).join(', ')}, rebalanced {methodology.cadence} <Cite rules={['4']} />.</p></div>;
  }
  return (
    <div className="prose mt-3">
      <p><UniverseWords methodology={methodology} /></p>
      <p><SelectionWords methodology={methodology} />{graded && <>A token without a grade is passed over; where fewer than half have one, market cap decides for that rebalance and the index says so. </>}</p>
      <p><WeightWords methodology={methodology} /></p>
    </div>
  );
}
