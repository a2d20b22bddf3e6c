import type { Asset } from '../market/asset';
import type { Candidate, CandidateList, Reasons } from './candidates';
import type { Methodology, SelectionMeasure, SelectionRules } from './methodology';
import { labelOf, MEASURE_WORDS } from './words';

/** One selected candidate and the sentence that says why. */
export interface Pick {
  readonly candidate: Candidate;
  readonly reason: string;
}

/** Who is in, by descending market cap, and why the other candidates are not. */
export interface Selected {
  readonly picks: readonly Pick[];
  readonly passed: Reasons;
  /** Candidates that the selection could take, for the start rule: Σ of their caps must reach 1. */
  readonly takeable: readonly Candidate[];
}

/**
 * Selects among the candidates as the methodology says: always-held first, then by market cap (with a buffer where it has one), by grade, or
 * the best of each sector; ties go to the larger. Example: of ranks 1 to 12 with count 10 and buffer 8/12, a holding at rank 12 stays and a newcomer at 10 waits.
 */
export function selectPicks(methodology: Methodology, list: CandidateList, held: ReadonlySet<number>, assets: readonly Asset[]): Selected {
  const { selection } = methodology;
  const order = byMeasure(list.candidates, list.by !== 'marketCap');
  if (selection.perSector) return bestOfSectors(selection, list, order, assets);
  const count = selection.count ?? order.length;
  const first = (selection.always ?? []).flatMap((id) => order.filter(({ asset }) => assets[asset]?.id === id));
  const rest = order.filter((candidate) => !first.includes(candidate));
  const left = Math.max(0, count - first.length);
  const chosen = selection.buffer && !list.graded ? buffered(rest, left, selection.buffer, held) : rest.slice(0, left).map((candidate) => ({ candidate, reason: placeReason(selection, list, order, candidate) }));
  const picks = [...first.map((candidate) => ({ candidate, reason: 'always held' })), ...chosen];
  return { picks: bySize(picks), passed: passedOver(order, picks, selection, list.by), takeable: list.candidates };
}

function bySize(picks: readonly Pick[]): Pick[] {
  return [...picks].sort((a, b) => a.candidate.rank - b.candidate.rank);
}

function byMeasure(candidates: readonly Candidate[], byGrade: boolean): Candidate[] {
  return [...candidates].sort((a, b) => (byGrade ? b.grade - a.grade : 0) || a.rank - b.rank);
}

/** Newcomers within `enter` come first, then holdings within `leave`, then the largest outside, all by size, up to the count. */
function buffered(order: readonly Candidate[], count: number, buffer: { enter: number; leave: number }, held: ReadonlySet<number>): Pick[] {
  const sure = order.filter(({ place }) => place <= buffer.enter).slice(0, count);
  const stays = order.filter(({ asset, place }) => held.has(asset) && place > buffer.enter && place <= buffer.leave).slice(0, count - sure.length);
  const taken = new Set([...sure, ...stays]);
  const free = order.filter((candidate) => !taken.has(candidate)).slice(0, count - taken.size);
  return [
    ...sure.map((candidate) => ({ candidate, reason: `rank ${candidate.place} is within ${buffer.enter}` })),
    ...stays.map((candidate) => ({ candidate, reason: `rank ${candidate.place} is within the buffer's ${buffer.leave}` })),
    ...free.map((candidate) => ({ candidate, reason: `a place was free and rank ${candidate.place} was the largest outside` })),
  ];
}

function placeReason(selection: SelectionRules, list: CandidateList, order: readonly Candidate[], candidate: Candidate): string {
  if (selection.count === null) return 'eligible';
  if (list.by === 'marketCap') return `rank ${candidate.place} of the ${selection.count} largest`;
  return `${MEASURE_WORDS[list.by]} ${Math.floor(candidate.grade)}, place ${order.indexOf(candidate) + 1} of ${selection.count}`;
}

function bestOfSectors(selection: SelectionRules, list: CandidateList, order: readonly Candidate[], assets: readonly Asset[]): Selected {
  const rules = selection.perSector ?? { count: 0, minEligible: 0 };
  const sectors = new Map<string, Candidate[]>();
  for (const candidate of order) {
    const sector = assets[candidate.asset]?.sectors[0];
    if (sector) sectors.set(sector, [...(sectors.get(sector) ?? []), candidate]);
  }
  const wide = [...sectors].filter(([sector]) => (list.sectorSizes.get(sector) ?? 0) >= rules.minEligible);
  const picks = wide.flatMap(([sector, members]) =>
    members.slice(0, rules.count).map((candidate, i) => ({ candidate, reason: `${sectorMeasure(list, selection, candidate)}, place ${i + 1} of ${rules.count} in ${labelOf(sector)}` })),
  );
  return { picks: bySize(picks), passed: passedOver(order, picks, selection, list.by), takeable: picks.map(({ candidate }) => candidate) };
}

function sectorMeasure(list: CandidateList, selection: SelectionRules, candidate: Candidate): string {
  return list.by !== 'marketCap' ? `${MEASURE_WORDS[list.by]} ${Math.floor(candidate.grade)}` : `rank ${candidate.rank}`;
}

function passedOver(order: readonly Candidate[], picks: readonly Pick[], selection: SelectionRules, by: SelectionMeasure): Reasons {
  const byGrade = by !== 'marketCap';
  const limit = selection.buffer?.leave ?? selection.count;
  const words = ({ place, grade }: Candidate, i: number): string => {
    if (selection.perSector) return byGrade ? `not among the best of its sector at grade ${Math.floor(grade)}` : 'not among the largest of its sector';
    if (byGrade) return `place ${i + 1} by ${MEASURE_WORDS[by]}, beyond ${selection.count ?? 0}`;
    return selection.buffer ? `rank ${place}, beyond the buffer's ${limit ?? 0}` : `rank ${place}, beyond ${limit ?? 0}`;
  };
  return {
    get(asset) {
      const at = order.findIndex((candidate) => candidate.asset === asset);
      return at < 0 || picks.some(({ candidate }) => candidate.asset === asset) ? undefined : words(order[at] as Candidate, at);
    },
  };
}
