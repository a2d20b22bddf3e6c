import 'server-only';
import { invariant } from '@/lib/domain/foundation/invariant';
import type { Asset } from '@/lib/domain/market/asset';
import type { Columns, MarketPanel } from '@/lib/domain/market/panel';

/** What every column of a panel has in common. */
export interface PanelShape {
  readonly assets: readonly Asset[];
  /** Day number of row 0. */
  readonly start: number;
  readonly days: number;
  /** The column of an asset without any value: shared, never written. */
  readonly blank: Float64Array;
}

/** A panel that is known but for the facts of some days (days since 1970-01-01): theirs are read anew. */
export interface KnownPanel {
  readonly panel: MarketPanel;
  readonly unread: readonly number[];
}

/** Columns of an earlier panel, but for some days, whose values are read anew. */
export interface KnownColumns extends KnownPanel {
  readonly columns: Columns;
  /** Where each asset stood in that panel; −1 where it did not. */
  readonly places: Int32Array;
}

/** Rows behind the last one that a column's memory has room for, so that a new day is written beside the old ones. */
const SPARE_ROWS = 32;

/** Columns that lie in one memory: tens of thousands of memories cost more to look after than to fill. */
const SLAB_COLUMNS = 64;

/** A memory of columns, one behind the other. */
interface Slab {
  readonly memory: Float64Array;
  /** Rows of a column. */
  readonly room: number;
  /** Columns that are given away. */
  used: number;
  /** How many rows of each column are some panel's: those are never written again. */
  readonly taken: Int32Array;
}

const slabs = new WeakMap<ArrayBufferLike, Slab>();
/** The one that is given away from. */
let open: Slab | null = null;

function openSlab(room: number): Slab {
  if (open?.room === room && open.used < SLAB_COLUMNS) return open;
  open = { memory: new Float64Array(room * SLAB_COLUMNS).fill(Number.NaN), room, used: 0, taken: new Int32Array(SLAB_COLUMNS) };
  slabs.set(open.memory.buffer, open);
  return open;
}

function makeColumn(days: number): Float64Array {
  const slab = openSlab(days + SPARE_ROWS);
  const first = slab.used * slab.room;
  slab.taken[slab.used] = days;
  slab.used += 1;
  return slab.memory.subarray(first, first + days);
}

/** The same memory with the new rows behind the old; null where there is no room, or they are another panel's. */
function longer(old: Float64Array, days: number): Float64Array | null {
  const slab = slabs.get(old.buffer);
  const first = old.byteOffset / old.BYTES_PER_ELEMENT;
  if (!slab || first % slab.room !== 0 || days < old.length || days > slab.room || slab.taken[first / slab.room] !== old.length) return null;
  slab.taken[first / slab.room] = days;
  return slab.memory.subarray(first, first + days);
}

/** Whether a column is an asset's own: those without a value share one that is in nobody's memory. */
function isOwn(column: Float64Array): boolean {
  return slabs.has(column.buffer);
}

/** Columns of a panel that take memory of their own. */
export function countOwnColumns({ close, tradedValue, marketCap, circulatingSupply, high, low, metrics }: MarketPanel): number {
  let own = 0;
  for (const columns of [close, tradedValue, marketCap, circulatingSupply, high, low, ...metrics.values()]) {
    for (const column of columns) if (isOwn(column)) own += 1;
  }
  return own;
}

/** Where each of the assets stood in an earlier panel, −1 where it did not. */
export function placesIn(before: MarketPanel, assets: readonly Asset[]): Int32Array {
  const places = new Map(before.assets.map(({ id }, place) => [id, place]));
  return Int32Array.from(assets, ({ id }) => places.get(id) ?? -1);
}

/** Columns of one figure, an asset each, as they are read: `set` every value, then `finish`. Assets without any share the blank one. */
export class PanelColumns {
  private readonly made: Float64Array[];
  private readonly readRows: Int32Array;
  /** What was read of the days that were to be read anew: unread days × assets. */
  private readonly fresh: Float64Array;

  constructor(private readonly shape: PanelShape, private readonly known?: KnownColumns) {
    const { assets, start, days, blank } = shape;
    this.made = assets.map(() => blank);
    this.readRows = new Int32Array(days).fill(-1);
    known?.unread.forEach((day, i) => (this.readRows[day - start] = i));
    this.fresh = new Float64Array((known?.unread.length ?? 0) * assets.length).fill(Number.NaN);
  }

  set(asset: number, row: number, value: number): void {
    if (Number.isNaN(value) || row < 0 || row >= this.shape.days) return;
    if (this.known) {
      const place = this.readRows[row] as number;
      invariant(place >= 0, 'only days that are to be read anew are read');
      this.fresh[place * this.made.length + asset] = value;
      return;
    }
    if (this.made[asset] === this.shape.blank) this.made[asset] = makeColumn(this.shape.days);
    (this.made[asset] as Float64Array)[row] = value;
  }

  /** The columns, once all is read. */
  finish(): Float64Array[] {
    const { known } = this;
    if (!known) return this.made;
    return this.made.map((_, asset) => {
      const column = known.columns[known.places[asset] as number];
      const old = column !== undefined && isOwn(column) ? column : null;
      return old === null && !this.anyFresh(asset) ? this.shape.blank : this.completed(asset, old, known);
    });
  }

  private anyFresh(asset: number): boolean {
    for (let at = asset; at < this.fresh.length; at += this.made.length) if (!Number.isNaN(this.fresh[at])) return true;
    return false;
  }

  /** Calls `each` with every row that was read anew and its value. */
  private eachFresh(asset: number, { unread }: KnownColumns, each: (row: number, value: number) => void): void {
    unread.forEach((day, i) => each(day - this.shape.start, this.fresh[i * this.made.length + asset] as number));
  }

  private completed(asset: number, old: Float64Array | null, known: KnownColumns): Float64Array {
    const { days, start } = this.shape;
    const shift = known.panel.start - start;
    let same = shift === 0 && old !== null;
    this.eachFresh(asset, known, (row, value) => {
      same &&= row >= known.panel.days || Object.is(old?.[row], value);
    });
    const column = (same && old ? longer(old, days) : null) ?? this.copied(old, shift);
    this.eachFresh(asset, known, (row, value) => {
      if (!same || row >= known.panel.days) column[row] = value;
    });
    return column.length === days ? column : column.subarray(0, days);
  }

  private copied(old: Float64Array | null, shift: number): Float64Array {
    const { days } = this.shape;
    const own = makeColumn(days);
    if (old) own.set(old.subarray(Math.max(0, -shift), Math.max(0, days - shift)), Math.max(0, shift));
    return own;
  }
}
