import { assetIndex, type MarketPanel } from '../market/panel';
import type { GradeSource } from './grade-source';

/** Collects grades and flags by row and answers as a `GradeSource`. */
export interface GradeTable {
  /** Sets both grades of an asset on a row; NaN is n/a. Unknown assets and rows outside the panel are left out. */
  setGrade(assetId: string, row: number, investor: number, trader: number): void;
  /** Sets the forecast's percentile of an asset on a row; unknown assets and rows outside the panel are left out. */
  setForecast(assetId: string, row: number, percentile: number): void;
  /** Opens the gate of Rule 3.5 on the rows `from` … `until`, both included. */
  openGate(from: number, until: number): void;
  /** Marks an asset as excluded on the rows `from` … `until`, both included (Rule 3.6). */
  exclude(assetId: string, from: number, until: number): void;
  readonly source: GradeSource;
}

/**
 * An empty table for a panel; rows without grades answer NaN for every asset, rows without flags 0, the gate is closed.
 * Example: after `setGrade('bitcoin', 3, 70, 60)`, `source.investor(3)` holds 70 at Bitcoin's position.
 */
export function createGradeTable(panel: Pick<MarketPanel, 'assets' | 'days'>): GradeTable {
  const count = panel.assets.length;
  const blank = new Float64Array(count).fill(Number.NaN);
  const clean = new Uint8Array(count);
  const investor = new Map<number, Float64Array>();
  const trader = new Map<number, Float64Array>();
  const forecast = new Map<number, Float64Array>();
  const excluded = new Map<number, Uint8Array>();
  const open: { readonly from: number; readonly until: number }[] = [];
  const rowOf = <T extends { slice(): T }>(table: Map<number, T>, row: number, empty: T): T => {
    const known = table.get(row) ?? empty.slice();
    table.set(row, known);
    return known;
  };
  return {
    setGrade(assetId, row, investorGrade, traderGrade) {
      const asset = assetIndex(panel, assetId);
      if (asset < 0 || row < 0 || row >= panel.days) return;
      rowOf(investor, row, blank)[asset] = investorGrade;
      rowOf(trader, row, blank)[asset] = traderGrade;
    },
    setForecast(assetId, row, percentile) {
      const asset = assetIndex(panel, assetId);
      if (asset >= 0 && row >= 0 && row < panel.days) rowOf(forecast, row, blank)[asset] = percentile;
    },
    openGate: (from, until) => void open.push({ from, until }),
    exclude(assetId, from, until) {
      const asset = assetIndex(panel, assetId);
      if (asset < 0) return;
      for (let row = Math.max(0, from); row <= Math.min(panel.days - 1, until); row += 1) rowOf(excluded, row, clean)[asset] = 1;
    },
    source: {
      investor: (row) => investor.get(row) ?? blank,
      trader: (row) => trader.get(row) ?? blank,
      forecast: (row) => forecast.get(row) ?? blank,
      gateOpen: (row) => open.some(({ from, until }) => row >= from && row <= until),
      excluded: (row) => excluded.get(row) ?? clean,
    },
  };
}
