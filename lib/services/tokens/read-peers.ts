import 'server-only';
import { readFeatureCodes, readScoreState } from '@/lib/data/scores';
import { readGradedRows, type GradedRow } from '@/lib/data/token-peers';
import { LENSES, LENS_NAMES } from '@/lib/domain/features/lens';
import { FEATURES } from '@/lib/domain/features/registry';
import { toNullable } from '@/lib/domain/foundation/missing';
import { median } from '@/lib/domain/foundation/statistics';
import { sizeBucket } from '@/lib/domain/market/size-bucket';
import { SIMILAR_SHOWN } from '@/lib/domain/scores/peer-rules';
import { percentileAmong } from '@/lib/domain/scores/peers';
import { lensWeights } from '@/lib/domain/scores/lens-grade';
import { nearestProfiles } from '@/lib/domain/scores/similarity';
import type { PeerGroup, TokenPeers } from '@/lib/schemas/token-peers';
import { toDeclaredOrder } from './day-scores';
import type { ScreenerRow } from './read-screener';
import type { TokenDetail } from './read-token';

const NO_PEERS: TokenPeers = { groups: [], standings: [], medians: LENSES.map(() => null), similar: [] };

let kept: { readonly key: string; readonly rows: Promise<readonly GradedRow[]> } | undefined;

/** Everyone graded that day, features in declared order; kept until scores change, for every token's page reads the same. */
async function gradedRows(datasetId: number, day: string): Promise<readonly GradedRow[]> {
  const state = await readScoreState(datasetId);
  if (state === null) return [];
  const key = `${datasetId}|${day}|${state.inputHash}`;
  if (kept?.key !== key) {
    const rows = Promise.all([readFeatureCodes(state.featureSetId), readGradedRows(datasetId, day, state.featureSetId)]).then(([codes, found]) =>
      found.map((row) => ({ ...row, featureGrades: toDeclaredOrder(codes, row.featureGrades) })),
    );
    kept = { key, rows };
    rows.catch(() => (kept = undefined));
  }
  return kept.rows;
}

function groupsOf(own: ScreenerRow, graded: readonly GradedRow[], rows: ReadonlyMap<string, ScreenerRow>): { readonly group: PeerGroup; readonly members: readonly GradedRow[] }[] {
  const sector = own.sectors[0];
  const bucket = own.rank === null ? null : sizeBucket(own.rank);
  const bySector = sector === undefined ? [] : graded.filter(({ id }) => rows.get(id)?.sectors[0] === sector);
  const bySize = graded.filter(({ id }) => {
    const rank = rows.get(id)?.rank ?? null;
    return bucket !== null && rank !== null && sizeBucket(rank) === bucket;
  });
  return [
    ...(sector === undefined ? [] : [{ group: { kind: 'sector' as const, name: sector, count: bySector.length }, members: bySector }]),
    ...(bucket === null ? [] : [{ group: { kind: 'size' as const, name: bucket, count: bySize.length }, members: bySize }]),
  ];
}

interface Measure {
  readonly key: string;
  readonly name: string;
  readonly of: (row: GradedRow) => number;
}

const MEASURES: readonly Measure[] = [
  { key: 'investor', name: 'Investor grade', of: (row) => row.investorGrade ?? Number.NaN },
  { key: 'trader', name: 'Trader grade', of: (row) => row.traderGrade ?? Number.NaN },
  ...LENSES.map((lens, i): Measure => ({ key: lens, name: LENS_NAMES[lens], of: (row) => row.lensGrades[i] ?? Number.NaN })),
];

const MEDIAN_OF = 10;

function medianOf(members: readonly GradedRow[], lens: number): number | null {
  const grades = members.map((row) => row.lensGrades[lens] ?? Number.NaN).filter((grade) => !Number.isNaN(grade));
  return grades.length < MEDIAN_OF ? null : median(grades);
}

/** A graded token beside its sector, its size, and those most like it; empty where it is not graded on its day. */
export async function readPeers({ dataset, asset, day }: TokenDetail, screener: readonly ScreenerRow[]): Promise<TokenPeers> {
  const graded = await gradedRows(dataset.id, day);
  const rows = new Map(screener.map((row) => [row.id, row]));
  const own = graded.find(({ id }) => id === asset.id);
  const listed = rows.get(asset.id);
  if (own === undefined || listed === undefined) return NO_PEERS;
  const found = groupsOf(listed, graded, rows);
  const profiles = graded.map(({ id, featureGrades }) => ({ id, grades: featureGrades }));
  const near = nearestProfiles(lensWeights(FEATURES, asset), { id: asset.id, grades: own.featureGrades }, profiles, SIMILAR_SHOWN);
  return {
    groups: found.map(({ group }) => group),
    standings: MEASURES.map(({ key, name, of }) => ({ key, name, grade: toNullable(of(own)), percentiles: found.map(({ members }) => toNullable(percentileAmong(of(own), members.map(of)))) })),
    medians: LENSES.map((_, lens) => (found[0] ? medianOf(found[0].members, lens) : null)),
    similar: near.map(({ id, distance }) => ({ id, symbol: rows.get(id)?.symbol ?? id, name: rows.get(id)?.name ?? id, distance, investorGrade: rows.get(id)?.investorGrade ?? null })),
  };
}
