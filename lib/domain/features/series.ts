import type { AssetView } from './view';
import type { Column, Rows } from './rolling/column';
import type { Ranks } from './rolling/ranks';
import type { SectorFigures } from './sectors';

/** A column of one asset that windows are read over. Made once an asset and block, into memory that the next asset reuses. */
export interface Source {
  readonly id: number;
  readonly name: string;
  /** Days before a block's first row that its longest window reaches; longer windows are refused where they are declared. */
  readonly lookback: number;
  /** Rows that the longest window declared over it reads, its own included; grows as windows are declared. */
  reach: number;
  /** Points `column` at the values, or makes them in it for the rows `column.base` … `rows.to − 1`. */
  readonly open: (column: Column, block: Block) => void;
}

/** One number a row of a block, for one asset; what features are written in. The same expression is the same object, so it is computed once. */
export interface Series {
  readonly id: number;
  /** The expression as text. */
  readonly key: string;
  /** Numbers a row. */
  readonly width: number;
  readonly fill: (out: Float64Array, block: Block) => void;
}

/** How many days of a window may be read, by row. */
export interface Readable {
  readonly id: number;
  readonly fill: (counts: Int32Array, block: Block) => void;
}

/** The asset and the rows that series are being computed for. Arrays it hands out hold until the next asset. */
export interface Block {
  readonly view: AssetView;
  readonly rows: Rows;
  readonly sectors: SectorFigures;
  /** The rows so many days earlier. */
  rowsBefore(lag: number): Rows;
  column(source: Source): Column;
  series(series: Series): Float64Array;
  counts(readable: Readable): Int32Array;
  /** The rows of a source that its windows read, in the order of their values. */
  ranks(source: Source): Ranks;
}

const sources: Source[] = [];
const known = new Map<string, Series>();
const readables = new Map<string, Readable>();

/** Declares a source. Example: `source('close', Infinity, (column, {view}) => { column.values = view.close; column.base = 0; })`. */
export function source(name: string, lookback: number, open: Source['open']): Source {
  const made: Source = { id: sources.length, name, lookback, reach: 1, open };
  sources.push(made);
  return made;
}

/** A series by its expression: the one that was declared before, or this one. Example: twice `mean(close, 20)` is one object. */
export function series(key: string, fill: Series['fill'], width = 1): Series {
  const made = known.get(key) ?? { id: known.size, key, width, fill };
  known.set(key, made);
  return made;
}

/** The same for what may be read of a window. Example: `mean` and `max` of 90 days of one source share it. */
export function readable(key: string, fill: Readable['fill']): Readable {
  const made = readables.get(key) ?? { id: readables.size, fill };
  readables.set(key, made);
  return made;
}
