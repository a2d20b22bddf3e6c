import { DAYS_PER_YEAR } from '../foundation/year';
import type { Asset } from '../market/asset';
import { historyDays, latestWithin, SCREEN_REASONS, screenUniverse, type ScreenedUniverse } from '../market/eligibility';
import type { MarketPanel } from '../market/panel';
import { DEFAULT_SCREENS } from '../market/rules';
import type { GradeSource } from '../scores/grade-source';
import { measureFor } from './measure';
import type { Methodology, SelectionMeasure, UniverseRules } from './methodology';
import { labelOf, MEASURE_WORDS } from './words';

/** One asset that an index may select at a close. */
export interface Candidate {
  readonly asset: number;
  /** By market cap among all eligible, 1 the largest. */
  readonly rank: number;
  /** By market cap among the candidates, 1 the largest. */
  readonly place: number;
  readonly marketCap: number;
  /** Of the selection's measure or the tilt; NaN is n/a. */
  readonly grade: number;
}

/** Why an asset is not among those taken, in words; looked up for the few that anybody asks about. */
export type Reasons = Pick<ReadonlyMap<number, string>, 'get'>;

/** The candidates by descending market cap; why others are out; whether grades had to give way to market cap. */
export interface CandidateList {
  readonly candidates: readonly Candidate[];
  readonly reasons: Reasons;
  readonly graded: boolean;
  /** What ranks them. */
  readonly by: SelectionMeasure;
  /** How many are eligible in each first sector, with or without a grade; empty where the selection does not ask. */
  readonly sectorSizes: ReadonlyMap<string, number>;
  readonly notes: readonly string[];
}

export interface Deciding {
  readonly panel: MarketPanel;
  readonly grades: GradeSource;
  readonly row: number;
  /** Asset positions held at the close of `row`. */
  readonly held: ReadonlySet<number>;
}

/**
 * Screen and narrow (Rules 2.2 to 2.4 and the methodology's universe), from what is known by the close of `row`. Where the rule uses a
 * grade and fewer than half of those left have one, grades give way to market cap, with a note (Rule 4).
 * Example: with no grade at all, `graded` is false and nobody is out for a missing grade.
 */
export function listCandidates(methodology: Methodology, deciding: Deciding): CandidateList {
  const { panel, row, held, grades } = deciding;
  const screened = screenUniverse(panel, row, DEFAULT_SCREENS[methodology.universe.screens], { held, excluded: grades.excluded(row) });
  const narrowing: Narrowing = { universe: methodology.universe, panel, row, blocked: largestEcosystems(methodology.universe, deciding, screened.eligible) };
  const inside: Ranked[] = [];
  screened.eligible.forEach((asset, i) => {
    if (failedRule(narrowing, asset, i + 1)) return;
    inside.push({ asset, rank: i + 1, marketCap: latestWithin(panel.marketCap, asset, row), grade: Number.NaN });
  });
  const { by, grades: measured, notes } = measureFor(methodology, grades, row, inside.map(({ asset }) => asset));
  const graded = measured !== null;
  const ungraded = new Map<number, string>();
  const kept = graded ? inside.map((candidate) => ({ ...candidate, grade: measured[candidate.asset] as number })).filter((candidate) => passesGrade(methodology, by, candidate, ungraded)) : inside;
  const reasons: Reasons = { get: (asset) => ungraded.get(asset) ?? outsideReason(screened, narrowing, asset) };
  const sizes = methodology.selection.perSector ? sectorSizes(panel, inside) : new Map<string, number>();
  return { candidates: kept.map((candidate, i) => ({ ...candidate, place: i + 1 })), reasons, graded, by, sectorSizes: sizes, notes };
}

type Ranked = Omit<Candidate, 'place'>;

function sectorSizes(panel: MarketPanel, eligible: readonly Ranked[]): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (const { asset } of eligible) {
    const sector = panel.assets[asset]?.sectors[0];
    if (sector) sizes.set(sector, (sizes.get(sector) ?? 0) + 1);
  }
  return sizes;
}

/** Rule 4 passes over what has no grade; a floor of the universe asks for more. */
function passesGrade(methodology: Methodology, by: SelectionMeasure, { asset, grade }: Ranked, reasons: Map<number, string>): boolean {
  const floor = methodology.universe.minInvestorGrade;
  const measure = MEASURE_WORDS[by === 'marketCap' ? 'investorGrade' : by];
  const reason = Number.isNaN(grade) ? `no ${measure}` : floor !== undefined && grade < floor ? `${measure} ${Math.floor(grade)} is below ${floor}` : null;
  if (reason) reasons.set(asset, reason);
  return reason === null;
}

/** What the rules of a universe look at. */
interface Narrowing {
  readonly universe: UniverseRules;
  readonly panel: MarketPanel;
  readonly row: number;
  readonly blocked: ReadonlySet<string>;
}

interface NarrowingRule {
  readonly fails: (narrowing: Narrowing, asset: Asset, position: number, rank: number) => boolean;
  readonly says: (narrowing: Narrowing, asset: Asset, rank: number) => string;
}

/** In the order in which they are asked. */
const NARROWING_RULES: readonly NarrowingRule[] = [
  {
    fails: ({ universe: { ranks } }, _asset, _position, rank) => ranks !== undefined && (rank < ranks.from || rank > (ranks.to ?? Number.POSITIVE_INFINITY)),
    says: ({ universe: { ranks } }, _asset, rank) => `rank ${rank} is outside ${ranks?.from ?? 1} to ${ranks?.to ?? 'the end'}`,
  },
  {
    fails: ({ universe: { sectors } }, asset) => sectors !== undefined && !asset.sectors.some((sector) => sectors.includes(sector)),
    says: ({ universe: { sectors } }) => `not in ${(sectors ?? []).map(labelOf).join(' or ')}`,
  },
  { fails: ({ universe: { withoutConsensus } }, asset) => withoutConsensus !== undefined && asset.consensus === null, says: () => 'its consensus is not known' },
  {
    fails: ({ universe: { withoutConsensus } }, asset) => withoutConsensus !== undefined && asset.consensus !== null && withoutConsensus.includes(asset.consensus),
    says: (_narrowing, asset) => `consensus is ${labelOf(asset.consensus ?? '').toLowerCase()}`,
  },
  { fails: ({ universe }, asset) => universe.withoutLargestEcosystems !== undefined && asset.ecosystem === null, says: () => 'its ecosystem is not known' },
  {
    fails: ({ blocked }, asset) => asset.ecosystem !== null && blocked.has(asset.ecosystem),
    says: ({ universe }, asset) => `${labelOf(asset.ecosystem ?? '')} is one of the ${universe.withoutLargestEcosystems ?? 0} largest ecosystems`,
  },
  {
    fails: ({ universe: { minAgeDays }, panel, row }, _asset, position) => minAgeDays !== undefined && historyDays(panel, position, row) < minAgeDays,
    says: ({ universe: { minAgeDays } }) => `younger than ${Math.round((minAgeDays ?? 0) / DAYS_PER_YEAR)} years`,
  },
];

function failedRule(narrowing: Narrowing, position: number, rank: number): NarrowingRule | undefined {
  const asset = narrowing.panel.assets[position] as Asset;
  return NARROWING_RULES.find((rule) => rule.fails(narrowing, asset, position, rank));
}

function outsideReason({ reasons, eligible }: ScreenedUniverse, narrowing: Narrowing, position: number): string | undefined {
  const screen = reasons.get(position);
  if (screen) return SCREEN_REASONS[screen];
  const rank = eligible.indexOf(position) + 1;
  return rank === 0 ? undefined : failedRule(narrowing, position, rank)?.says(narrowing, narrowing.panel.assets[position] as Asset, rank);
}

function largestEcosystems(universe: UniverseRules, { panel, row }: Deciding, eligible: readonly number[]): ReadonlySet<string> {
  const count = universe.withoutLargestEcosystems ?? 0;
  if (count === 0) return new Set();
  const caps = new Map<string, number>();
  for (const asset of eligible) {
    const ecosystem = panel.assets[asset]?.ecosystem;
    if (ecosystem) caps.set(ecosystem, (caps.get(ecosystem) ?? 0) + latestWithin(panel.marketCap, asset, row));
  }
  const order = [...caps].sort(([nameA, a], [nameB, b]) => b - a || (nameA < nameB ? -1 : 1));
  return new Set(order.slice(0, count).map(([name]) => name));
}
