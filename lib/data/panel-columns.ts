import 'server-only';
import { invariant } from '@/lib/domain/foundation/invariant';
import type { Asset } from '@/lib/domain/market/asset';
import { assetIndex, type Columns, type MarketPanel } from '@/lib/domain/market/panel';

/** What every column of a panel has in common. */
export interface PanelShape {
  readonly assets: readonly Asset[];
  /** Day number of row 0. */
  readonly start: number;
  readonly days: number;
  /** The column of an asset without any value: shared, never written. */
  readonly blank: Float64Array;
}

/** Columns of an earlier panel, but for some days (days since 1970-01-01), whose values are read anew. */
export interface KnownColumns {
  readonly panel: MarketPanel;
  readonly columns: Columns;
  readonly unread: readonly number[];
}

/** Rows behind the last one that a column's memory has room for, so that a new day is written beside the old ones. */
const SPARE_ROWS = 32;

/** How many rows of a memory are some panel's: those are never written again. */
const taken = new WeakMap<ArrayBufferLike, number>();

function makeColumn(days: number): Float64Array {
  const memory = new Float64Array(days + SPARE_ROWS).fill(Number.NaN);
  taken.set(memory.buffer, days);
  return memory.subarray(0, days);
}

/** Columns that more than one asset has: nobody's values. */
function sharedAmong(columns: Columns): ReadonlySet<Float64Array> {
  const seen = new Set<Float64Array>();
  const shared = new Set<Float64Array>();
  for (const column of columns) (seen.has(column) ? shared : seen).add(column);
  return shared;
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
    const shared = sharedAmong(known.columns);
    return this.shape.assets.map(({ id }, asset) => {
      const column = known.columns[assetIndex(known.panel, id)];
      return this.completed(asset, column && !shared.has(column) ? column : null, known);
    });
  }

  /** Calls `each` with every row that was read anew and its value. */
  private eachFresh(asset: number, { unread }: KnownColumns, each: (row: number, value: number) => void): void {
    unread.forEach((day, i) => each(day - this.shape.start, this.fresh[i * this.made.length + asset] as number));
  }

  private completed(asset: number, old: Float64Array | null, known: KnownColumns): Float64Array {
    const { days, blank, start } = this.shape;
    const shift = known.panel.start - start;
    let [same, any] = [shift === 0 && old !== null, false];
    this.eachFresh(asset, known, (row, value) => {
      any ||= !Number.isNaN(value);
      same &&= row >= known.panel.days || Object.is(old?.[row], value);
    });
    if (old === null && !any) return blank;
    const column = (same && old ? this.longer(old) : null) ?? this.copied(old, shift);
    this.eachFresh(asset, known, (row, value) => {
      if (!same || row >= known.panel.days) column[row] = value;
    });
    return column.length === days ? column : column.subarray(0, days);
  }

  /** The same memory with the new rows behind the old; null where there is no room, or they are another panel's. */
  private longer(old: Float64Array): Float64Array | null {
    const { days } = this.shape;
    const room = old.buffer.byteLength / old.BYTES_PER_ELEMENT;
    if (old.byteOffset !== 0 || days < old.length || days > room || taken.get(old.buffer) !== old.length) return null;
    taken.set(old.buffer, days);
    return new Float64Array(old.buffer, 0, days);
  }

  private copied(old: Float64Array | null, shift: number): Float64Array {
    const { days } = this.shape;
    const own = makeColumn(days);
    if (old) own.set(old.subarray(Math.max(0, -shift), Math.max(0, days - shift)), Math.max(0, shift));
    return own;
  }
}
