import { CARRY_FORWARD_DAYS } from '../market/rules';
import { solidFrom, type Column, type Rows } from './rolling/column';
import { blankRanks, rankRows, type Ranks } from './rolling/ranks';
import { createSectorFigures, type SectorFigures } from './sectors';
import type { Block, Readable, Series, Source } from './series';
import type { AssetView, MarketView } from './view';

/** Something made for the asset of a turn. */
interface Kept<T> {
  turn: number;
  readonly made: T;
}

/**
 * Computes series of one asset after another over the rows `from` … `to − 1` of a market. Each series, source and count is made at most
 * once an asset, into the same memory every time. Example: `block.open(0); block.series(mean(close, 20))`.
 */
export class AssetBlock implements Block {
  readonly rows: Rows;
  readonly sectors: SectorFigures;
  private opened: AssetView | null = null;
  private turn = 0;
  private readonly lags = new Map<number, Rows>();
  private readonly keptSeries: (Kept<Float64Array> | undefined)[] = [];
  private readonly keptColumns: (Kept<Column> | undefined)[] = [];
  private readonly keptCounts: (Kept<Int32Array> | undefined)[] = [];
  private readonly keptRanks: (Kept<Ranks> | undefined)[] = [];
  private readonly made: (Float64Array | undefined)[] = [];

  constructor(private readonly market: MarketView, from: number, to: number) {
    this.rows = { from, to, start: market.panel.start };
    this.sectors = createSectorFigures(market.panel, this.rows);
  }

  /** Turns to another asset; what was handed out before no longer holds. Example: `open(3)` turns to the fourth. */
  open(position: number): void {
    this.opened = this.market.view(position);
    this.turn += 1;
  }

  get view(): AssetView {
    if (this.opened === null) throw new Error('no asset is open');
    return this.opened;
  }

  rowsBefore(lag: number): Rows {
    if (lag === 0) return this.rows;
    const rows = this.lags.get(lag) ?? { from: this.rows.from - lag, to: this.rows.to - lag, start: this.rows.start };
    this.lags.set(lag, rows);
    return rows;
  }

  column(source: Source): Column {
    const kept = (this.keptColumns[source.id] ??= { turn: 0, made: { values: this.memory(source), base: 0, solidFrom: undefined } });
    if (kept.turn === this.turn) return kept.made;
    kept.turn = this.turn;
    kept.made.values = this.memory(source);
    kept.made.base = this.firstMade(source);
    source.open(kept.made, this);
    // A window may begin in a hole that its first day is carried over: what lies before the first row read decides too.
    kept.made.solidFrom = solidFrom(kept.made, Math.max(kept.made.base, this.firstRead(source, kept.made) - CARRY_FORWARD_DAYS), this.rows.to);
    return kept.made;
  }

  series(series: Series): Float64Array {
    const kept = (this.keptSeries[series.id] ??= { turn: 0, made: new Float64Array(series.width * (this.rows.to - this.rows.from)) });
    if (kept.turn === this.turn) return kept.made;
    series.fill(kept.made, this);
    kept.turn = this.turn;
    return kept.made;
  }

  counts(readable: Readable): Int32Array {
    const kept = (this.keptCounts[readable.id] ??= { turn: 0, made: new Int32Array(this.rows.to - this.rows.from) });
    if (kept.turn === this.turn) return kept.made;
    readable.fill(kept.made, this);
    kept.turn = this.turn;
    return kept.made;
  }

  ranks(source: Source): Ranks {
    const kept = (this.keptRanks[source.id] ??= { turn: 0, made: blankRanks(this.rows.to - this.rows.from + source.reach) });
    if (kept.turn === this.turn) return kept.made;
    kept.turn = this.turn;
    const column = this.column(source);
    rankRows(kept.made, column, this.firstRead(source, column), this.rows.to);
    return kept.made;
  }

  /** First row of a column that any declared window of the block reads. */
  private firstRead({ reach }: Source, { base }: Column): number {
    return Math.max(base, this.rows.from - reach + 1);
  }

  /** First row that a made column holds: the longest window of the first row, and what is carried into it. */
  private firstMade({ lookback }: Source): number {
    return lookback === Infinity ? 0 : Math.max(0, this.rows.from - lookback - CARRY_FORWARD_DAYS);
  }

  /** Memory of a made column; a source of the panel's own columns needs none. */
  private memory(source: Source): Float64Array {
    return (this.made[source.id] ??= new Float64Array(source.lookback === Infinity ? 0 : this.rows.to - this.firstMade(source)));
  }
}
