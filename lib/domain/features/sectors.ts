import type { MarketPanel } from '../market/panel';
import { countPresent, latestAt, type Column, type Rows } from './rolling/column';
import { rollSums } from './rolling/sums';
import { MIN_SECTOR_MEMBERS } from './rules';

/** What the members of an asset's first sector did, per row of a block; NaN for an asset without one or under 3 members with a value. */
export interface SectorFigures {
  /** Median return of the sector's members over `days`. */
  medianReturn(position: number, row: number, days: number): number;
  /** Share of the sector's members whose close stands above its mean of `days`. */
  breadth(position: number, row: number, days: number): number;
  /** Share of the other members that a return over `days` beats, ties half; `own` is the asset's. */
  standing(position: number, row: number, days: number, own: number): number;
}

/** First sector of what can be a constituent (Rule 2.2); others belong to none. */
function sectorOf(panel: MarketPanel, position: number): string | undefined {
  const asset = panel.assets[position];
  return asset?.kind === 'coin' || asset?.kind === 'token' ? asset.sectors[0] : undefined;
}

function membersBySector(panel: MarketPanel): Map<string, number[]> {
  const members = new Map<string, number[]>();
  panel.assets.forEach((_, position) => {
    const sector = sectorOf(panel, position);
    if (sector === undefined) return;
    const known = members.get(sector);
    if (known) known.push(position);
    else members.set(sector, [position]);
  });
  return members;
}

/** What the members of one sector have on each row: `counts[i]` values from `i × width` on. */
interface MemberFigures {
  readonly width: number;
  readonly counts: Int32Array;
  readonly values: Float64Array;
}

function blankFigures(width: number, rows: number): MemberFigures {
  return { width, counts: new Int32Array(rows), values: new Float64Array(width * rows) };
}

/** One more value of a row; NaN is none. */
function add({ width, counts, values }: MemberFigures, row: number, value: number): void {
  if (value !== value) return;
  values[row * width + (counts[row] as number)] = value;
  counts[row] = (counts[row] as number) + 1;
}

/** The members' returns over `days`, ascending on each row. */
function memberReturns(panel: MarketPanel, members: readonly number[], { from, to }: Rows, days: number): MemberFigures {
  const figures = blankFigures(members.length, to - from);
  const column: Column = { values: new Float64Array(0), base: 0 };
  for (const member of members) {
    column.values = panel.close[member] as Float64Array;
    for (let row = from; row < to; row += 1) {
      const [before, now] = [latestAt(column, row - days), latestAt(column, row)];
      add(figures, row - from, before > 0 && now > 0 ? now / before - 1 : Number.NaN);
    }
  }
  for (let i = 0; i < to - from; i += 1) figures.values.subarray(i * figures.width, i * figures.width + (figures.counts[i] as number)).sort();
  return figures;
}

/** How many of the members with both stand above their mean of `days`: `values[i]` of `counts[i]`. */
function membersAbove(panel: MarketPanel, members: readonly number[], rows: Rows, days: number): MemberFigures {
  const { from, to } = rows;
  const figures = blankFigures(1, to - from);
  const [sums, counts] = [new Float64Array(to - from), new Int32Array(to - from)];
  for (const member of members) {
    const column: Column = { values: panel.close[member] as Float64Array, base: 0 };
    rollSums(sums, column, days, rows);
    countPresent(counts, column, days, rows);
    for (let i = 0; i < to - from; i += 1) {
      const now = column.values[from + i] as number;
      if (counts[i] === 0 || now !== now) continue;
      figures.counts[i] = (figures.counts[i] as number) + 1;
      if (now > (sums[i] as number) / (counts[i] as number)) figures.values[i] = (figures.values[i] as number) + 1;
    }
  }
  return figures;
}

/** First place from `low` to `high` whose value is not below `value`, or, with `through`, above it. */
function placeIn(sorted: Float64Array, value: number, through: boolean, low: number, high: number): number {
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = sorted[middle] as number;
    if (other < value || (through && other === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Opens the sectors of a panel for a block of rows; each sector's figures are made once. Example: three members at +1 %, +2 %, +9 %: median 2 %. */
export function createSectorFigures(panel: MarketPanel, rows: Rows): SectorFigures {
  let members: Map<string, number[]> | undefined;
  const kept = new Map<number, Map<string, MemberFigures>>();
  const figuresOf = (make: typeof memberReturns, kind: number, position: number, days: number): MemberFigures | undefined => {
    const sector = sectorOf(panel, position);
    if (sector === undefined) return undefined;
    const bySector = kept.get(2 * days + kind) ?? new Map<string, MemberFigures>();
    kept.set(2 * days + kind, bySector);
    const found = bySector.get(sector) ?? make(panel, (members ??= membersBySector(panel)).get(sector) ?? [], rows, days);
    bySector.set(sector, found);
    return found;
  };
  const enough = (figures: MemberFigures | undefined, row: number): number => {
    const count = figures?.counts[row - rows.from] ?? 0;
    return count < MIN_SECTOR_MEMBERS ? 0 : count;
  };
  return {
    medianReturn(position, row, days) {
      const figures = figuresOf(memberReturns, 0, position, days);
      const count = enough(figures, row);
      if (!figures || count === 0) return Number.NaN;
      const middle = (row - rows.from) * figures.width + (count >> 1);
      return count % 2 === 1 ? (figures.values[middle] as number) : ((figures.values[middle - 1] as number) + (figures.values[middle] as number)) / 2;
    },
    breadth(position, row, days) {
      const figures = figuresOf(membersAbove, 1, position, days);
      const count = enough(figures, row);
      return !figures || count === 0 ? Number.NaN : (figures.values[row - rows.from] as number) / count;
    },
    standing(position, row, days, own) {
      const figures = figuresOf(memberReturns, 0, position, days);
      const count = enough(figures, row);
      if (!figures || count === 0 || own !== own) return Number.NaN;
      const first = (row - rows.from) * figures.width;
      const beaten = (placeIn(figures.values, own, false, first, first + count) + placeIn(figures.values, own, true, first, first + count)) / 2 - first;
      return Math.min(1, Math.max(0, (beaten - 0.5) / (count - 1)));
    },
  };
}
