import type { Feature } from '../features/feature';
import { LENSES } from '../features/lens';
import type { Asset } from '../market/asset';
import { gradeComposite } from './composite-grade';
import { gradeCrossSection } from './cross-section';
import { gradeLensOfAll, lensWeights, type LensWeights } from './lens-grade';
import { INVESTOR_WEIGHTS, TRADER_WEIGHTS } from './rules';

/** All grades of one day. One value per asset, NaN is n/a; lenses in the order of `LENSES`. */
export interface DayGrades {
  /** `features[f][asset]`. */
  readonly features: readonly Float64Array[];
  readonly lensGrades: readonly Float64Array[];
  readonly lensCoverage: readonly Float64Array[];
  readonly investor: Float64Array;
  readonly investorCoverage: Float64Array;
  readonly trader: Float64Array;
  readonly traderCoverage: Float64Array;
}

/** Feature weights of every asset, by position; assets to which the same features apply share theirs. Example: two plain coins have one. */
export function assetWeights(features: readonly Feature[], assets: readonly Asset[]): LensWeights[] {
  const choosy = features.filter((feature) => feature.applies);
  const shared = new Map<string, LensWeights>();
  return assets.map((asset) => {
    const key = choosy.map((feature) => (feature.applies?.test(asset) === false ? '0' : '1')).join('');
    const weights = shared.get(key) ?? lensWeights(features, asset);
    shared.set(key, weights);
    return weights;
  });
}

/** Members by what weighs for them: few kinds of assets, thousands of each. */
function membersByWeights(weights: readonly LensWeights[], members: readonly number[]): Map<LensWeights, number[]> {
  const groups = new Map<LensWeights, number[]>();
  for (const asset of members) {
    const own = weights[asset] as LensWeights;
    const group = groups.get(own);
    if (group) group.push(asset);
    else groups.set(own, [asset]);
  }
  return groups;
}

/**
 * Grades one day (Rules 3.2 and 3.3) over its members, the assets that are eligible that day. `values[f][asset]` in the order
 * of `features`, which must be all that are declared: what nothing feeds counts against coverage. Non-members are n/a.
 * Example: see the worked day in the tests.
 */
export function gradeDay(features: readonly Feature[], weights: readonly LensWeights[], values: readonly Float64Array[], members: readonly number[]): DayGrades {
  const assets = weights.length;
  const empty = () => new Float64Array(assets).fill(Number.NaN);
  const grades = features.map((feature, f) => gradeCrossSection(values[f] as Float64Array, members, feature.direction));
  const day = { features: grades, lensGrades: LENSES.map(empty), lensCoverage: LENSES.map(empty), investor: empty(), investorCoverage: empty(), trader: empty(), traderCoverage: empty() };
  for (const [own, group] of membersByWeights(weights, members)) {
    LENSES.forEach((lens, l) => gradeLensOfAll(own[lens], grades, group, day.lensGrades[l] as Float64Array, day.lensCoverage[l] as Float64Array));
  }
  const own = new Float64Array(LENSES.length);
  for (const asset of members) {
    for (let l = 0; l < LENSES.length; l += 1) own[l] = day.lensGrades[l]?.[asset] as number;
    const investor = gradeComposite(own, INVESTOR_WEIGHTS);
    const trader = gradeComposite(own, TRADER_WEIGHTS);
    day.investor[asset] = investor.grade;
    day.investorCoverage[asset] = investor.coverage;
    day.trader[asset] = trader.grade;
    day.traderCoverage[asset] = trader.coverage;
  }
  return day;
}
