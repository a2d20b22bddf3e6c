import { DAYS_PER_YEAR } from '../foundation/year';
import { historyDays, latestWithin, SCREEN_REASONS, screenUniverse } from '../market/eligibility';
import type { MarketPanel } from '../market/panel';
import { DEFAULT_SCREENS } from '../market/rules';
import type { GradeSource } from '../scores/grade-source';
import type { Methodology, UniverseRules } from './methodology';
import { MIN_GRADED_SHARE } from './rules';
import { labelOf, MEASURE_WORDS, percentWord } from './words';

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

/** The candidates by descending market cap; why others are out; whether grades had to give way to market cap. */
export interface CandidateList {
  readonly candidates: readonly Candidate[];
  /** Made for the caller, who may add to it. */
  readonly reasons: Map<number, string>;
  readonly graded: boolean;
  /** How many are eligible in each first sector, with or without a grade. */
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
  const reasons = new Map<number, string>();
  for (const [asset, reason] of screened.reasons) reasons.set(asset, SCREEN_REASONS[reason]);
  const measured = gradesFor(methodology, deciding);
  const ranked = screened.eligible.map((asset, i) => ({ asset, rank: i + 1, marketCap: latestWithin(panel.marketCap, asset, row), grade: measured?.[asset] ?? Number.NaN }));
  const blocked = largestEcosystems(methodology.universe, panel, ranked);
  const inside = ranked.filter((candidate) => {
    const reason = outsideReason(methodology.universe, deciding, candidate, blocked);
    if (reason) reasons.set(candidate.asset, reason);
    return reason === null;
  });
  const share = inside.filter(({ grade }) => !Number.isNaN(grade)).length / Math.max(1, inside.length);
  const graded = measured !== null && share >= MIN_GRADED_SHARE;
  const notes = measured !== null && !graded ? [`Only ${percentWord(share)} of the eligible have a grade, so market cap decided (Rule 4).`] : [];
  const kept = graded ? inside.filter((candidate) => passesGrade(methodology, candidate, reasons)) : inside;
  return { candidates: kept.map((candidate, i) => ({ ...candidate, place: i + 1 })), reasons, graded, sectorSizes: sectorSizes(panel, inside), notes };
}

function gradesFor(methodology: Methodology, { grades, row }: Deciding): Float64Array | null {
  if (methodology.selection.by === 'traderGrade') return grades.trader(row);
  const needed = methodology.selection.by === 'investorGrade' || methodology.weighting.tilt || methodology.universe.minInvestorGrade !== undefined;
  return needed ? grades.investor(row) : null;
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
function passesGrade(methodology: Methodology, { asset, grade }: Ranked, reasons: Map<number, string>): boolean {
  const floor = methodology.universe.minInvestorGrade;
  const measure = methodology.selection.by === 'traderGrade' ? MEASURE_WORDS.traderGrade : MEASURE_WORDS.investorGrade;
  const reason = Number.isNaN(grade) ? `no ${measure}` : floor !== undefined && grade < floor ? `${measure} ${Math.floor(grade)} is below ${floor}` : null;
  if (reason) reasons.set(asset, reason);
  return reason === null;
}

function outsideReason(universe: UniverseRules, { panel, row }: Deciding, candidate: Ranked, blocked: ReadonlySet<string>): string | null {
  const asset = panel.assets[candidate.asset];
  if (!asset) return 'unknown';
  const { ranks, sectors, withoutConsensus, minAgeDays } = universe;
  if (ranks && (candidate.rank < ranks.from || candidate.rank > (ranks.to ?? Number.POSITIVE_INFINITY))) return `rank ${candidate.rank} is outside ${ranks.from} to ${ranks.to ?? 'the end'}`;
  if (sectors && !asset.sectors.some((sector) => sectors.includes(sector))) return `not in ${sectors.map(labelOf).join(' or ')}`;
  if (withoutConsensus && asset.consensus === null) return 'its consensus is not known';
  if (withoutConsensus && asset.consensus !== null && withoutConsensus.includes(asset.consensus)) return `consensus is ${labelOf(asset.consensus).toLowerCase()}`;
  if (universe.withoutLargestEcosystems !== undefined && asset.ecosystem === null) return 'its ecosystem is not known';
  if (asset.ecosystem !== null && blocked.has(asset.ecosystem)) return `${labelOf(asset.ecosystem)} is one of the ${universe.withoutLargestEcosystems ?? 0} largest ecosystems`;
  return minAgeDays !== undefined && historyDays(panel, candidate.asset, row) < minAgeDays ? `younger than ${Math.round(minAgeDays / DAYS_PER_YEAR)} years` : null;
}

function largestEcosystems(universe: UniverseRules, panel: MarketPanel, ranked: readonly Ranked[]): ReadonlySet<string> {
  const count = universe.withoutLargestEcosystems ?? 0;
  if (count === 0) return new Set();
  const caps = new Map<string, number>();
  for (const { asset, marketCap } of ranked) {
    const ecosystem = panel.assets[asset]?.ecosystem;
    if (ecosystem) caps.set(ecosystem, (caps.get(ecosystem) ?? 0) + marketCap);
  }
  const order = [...caps].sort(([nameA, a], [nameB, b]) => b - a || (nameA < nameB ? -1 : 1));
  return new Set(order.slice(0, count).map(([name]) => name));
}
