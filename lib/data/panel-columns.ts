import 'server-only';
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

/** Columns of an earlier panel, but for some days (days since 1970-01-01), which are to be filled again. */
export interface KnownColumns {
  readonly panel: MarketPanel;
  readonly columns: Columns;
  readonly unread: readonly number[];
}

function hasAny(column: Float64Array): boolean {
  return column.some((value) => !Number.isNaN(value));
}

/** Columns that more than one asset has: nobody's values. */
function sharedAmong(columns: Columns): ReadonlySet<Float64Array> {
  const seen = new Set<Float64Array>();
  const shared = new Set<Float64Array>();
  for (const column of columns) (seen.has(column) ? shared : seen).add(column);
  return shared;
}

/** One column an asset, made when the asset has its first value; the rest share the blank one. */
export class PanelColumns {
  readonly columns: Float64Array[];

  constructor(private readonly shape: PanelShape, known?: KnownColumns) {
    const blanks = known ? sharedAmong(known.columns) : new Set<Float64Array>();
    this.columns = shape.assets.map(({ id }) => {
      const at = known ? assetIndex(known.panel, id) : -1;
      const column = known?.columns[at];
      return known && column && !blanks.has(column) ? this.takeOver(column, known) : shape.blank;
    });
  }

  /** A copy of an earlier column as long as this panel, without its unread days. */
  private takeOver(column: Float64Array, { panel, unread }: KnownColumns): Float64Array {
    const { start, days, blank } = this.shape;
    const shift = panel.start - start;
    const own = blank.slice();
    own.set(column.subarray(Math.max(0, -shift), Math.max(0, days - shift)), Math.max(0, shift));
    for (const day of unread) if (day >= start && day < start + days) own[day - start] = Number.NaN;
    return own;
  }

  /** Whether any asset has a value. */
  any(): boolean {
    return this.columns.some((column) => column !== this.shape.blank && hasAny(column));
  }

  set(asset: number, row: number, value: number): void {
    if (Number.isNaN(value) || row < 0 || row >= this.shape.days) return;
    let column = this.columns[asset] as Float64Array;
    if (column === this.shape.blank) {
      column = this.shape.blank.slice();
      this.columns[asset] = column;
    }
    column[row] = value;
  }
}
