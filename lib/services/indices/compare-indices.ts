import 'server-only';
import { FIGURE_RANGES, type FigureRange } from '@/lib/domain/indices/rules';
import { computeMetrics } from '@/lib/domain/performance/compute-metrics';
import { overlapOf } from '@/lib/domain/planning/overlap';
import type { IndexDetailShape } from '@/lib/schemas/api/indices';
import { readIndex, readIndexLevels } from './read-indices';

export type ComparedFigures = ReturnType<typeof computeMetrics>;

export interface Comparison {
  readonly indices: readonly IndexDetailShape[];
  /** Days on which all of them have a level. */
  readonly days: readonly string[];
  /** Net levels of each on those days. */
  readonly levels: readonly (readonly number[])[];
  readonly bitcoin: readonly (number | null)[];
  /** Figures of each over the last days of the range, as many as all have; null under two days. */
  readonly figures: readonly (ComparedFigures | null)[];
  /** Share of weight that each two hold in common, fractions. */
  readonly overlap: readonly (readonly number[])[];
}

const held = ({ holdings }: Pick<IndexDetailShape, 'holdings'>) => ({ holdings: holdings.map(({ id, weight }) => ({ asset: id, weight })) });

function figuresFrom(net: readonly number[], bitcoin: Comparison['bitcoin'], first: number): ComparedFigures | null {
  const beside = bitcoin.slice(first).filter((level) => level !== null);
  const levels = net.slice(first);
  return levels.length < 2 ? null : computeMetrics(levels, { benchmark: beside.length === levels.length ? beside : undefined });
}

/** Live indices beside each other over the days that all have; what waits or does not exist is left out. */
export async function compareIndices(slugs: readonly string[], range: FigureRange = 'all'): Promise<Comparison> {
  const read = await Promise.all(slugs.map(async (slug) => ({ index: await readIndex(slug), levels: await readIndexLevels(slug) })));
  const found = read.flatMap(({ index, levels }) => (index?.status === 'live' && levels !== null && levels.days.length > 0 ? [{ index, levels }] : []));
  const youngest = [...found].sort((a, b) => a.levels.days.length - b.levels.days.length)[0];
  const count = youngest?.levels.days.length ?? 0;
  const bitcoin = youngest?.levels.bitcoin ?? [];
  const first = Math.max(0, count - 1 - (FIGURE_RANGES[range] ?? count));
  return {
    indices: found.map(({ index }) => index),
    days: youngest?.levels.days ?? [],
    levels: found.map(({ levels }) => levels.net.slice(-count)),
    bitcoin,
    figures: found.map(({ levels }) => figuresFrom(levels.net.slice(-count), bitcoin, first)),
    overlap: found.map((a) => found.map((b) => overlapOf(held(a.index), held(b.index)))),
  };
}
