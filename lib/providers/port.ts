import type { AssetKind, Consensus } from '@/lib/domain/market/asset';
import type { FactTable } from '@/lib/domain/market/fact-tables';

/** A market as its source describes it. */
export interface DatasetDescription {
  readonly name: string;
  readonly description: string;
  readonly simulated: boolean;
  readonly source: string;
  readonly licence: string;
  readonly attribution: string;
}

/** An asset as a source classifies it. */
export interface SourceAsset {
  readonly id: string;
  readonly symbol: string;
  readonly name: string;
  readonly kind: AssetKind;
  readonly sectors: readonly string[];
  readonly ecosystem: string | null;
  readonly consensus: Consensus | null;
  /** Plain decimal text, or null. */
  readonly maxSupply: string | null;
}

/** One record of a table. `fields` is null where the record could not be read as CSV. */
export interface SourceRow {
  readonly line: number;
  readonly fields: readonly string[] | null;
  /** The line as it stands, where it holds no quote: its fields joined by commas. */
  readonly plain?: string;
  /** The record as it stands, where it does hold quotes. */
  readonly raw?: string;
}

/** A table that a source streams: the first row of the first batch is its header. */
export interface SourceTable {
  readonly name: FactTable;
  /** File name as the quarantine shows it. */
  readonly file: string;
  /** How big the table is against the others, in any unit: for progress only. */
  readonly size: number;
  readonly batches: () => AsyncIterable<readonly SourceRow[]>;
}

/** A row that was refused, with where it stood. */
export interface RefusedRow {
  readonly file: string;
  readonly line: number;
  readonly assetId: string | null;
  readonly day: string | null;
  readonly severity: 'reject' | 'unordered' | 'suspect';
  readonly reason: string;
  readonly raw: string;
}

/** A headline or post as its source wrote it. */
export interface TextLine {
  readonly title: string;
  /** Empty where there is none. */
  readonly body: string;
  /** When it was published. */
  readonly time: Date;
  /** When it could first be read, where that was later. */
  readonly seen?: Date | undefined;
  readonly source: string;
  readonly kind: 'news' | 'post';
  readonly link?: string | undefined;
}

/** One line of a file of texts: read, or refused. */
export interface ReadLine {
  readonly line: number;
  readonly text?: TextLine;
  readonly refused?: RefusedRow;
}

/** Headlines and posts that come with a market. */
export interface SourceTexts {
  /** File name as the quarantine shows it. */
  readonly file: string;
  readonly lines: () => AsyncIterable<ReadLine>;
}

/** A whole market to import: a folder, or the simulated sample. */
export interface MarketSource {
  readonly dataset: DatasetDescription;
  readonly assets: readonly SourceAsset[];
  /** Asset rows that were refused. */
  readonly refusedAssets: readonly RefusedRow[];
  readonly tables: readonly SourceTable[];
  /** Absent where it has none. */
  readonly texts?: SourceTexts;
  /** Changes whenever a byte of the source does. */
  readonly fingerprint: string;
}
