import 'server-only';
import type { FileTally } from '@/lib/data/import-run';
import { clearRefused, copyIntoStage, countStaged, emptyStage, stageRefused, type ImportClient } from '@/lib/data/import-stage';
import type { JudgeContext } from '@/lib/providers/market-folder/judge';
import { TableReader } from '@/lib/providers/market-folder/judge-records';
import type { MarketSource, RefusedRow, SourceTable } from '@/lib/providers/port';

/** Refused rows wait for the end of their COPY, which owns the connection; they are then written in parts of this size. */
const REFUSED_CHUNK = 10_000;

/**
 * Tallies of the files that an interrupted run of the same source left complete in their staging tables. All or none: when
 * anything is missing (the server crashed, too), everything is read again.
 */
export async function resumableFiles(client: ImportClient, datasetId: number, source: MarketSource, last: Readonly<Record<string, FileTally>>): Promise<Record<string, FileTally>> {
  const staged = Object.entries(last).filter(([, tally]) => tally.staged);
  let refused = source.refusedAssets.length;
  for (const [file, tally] of staged) {
    const table = source.tables.find((one) => one.file === file);
    if (!table || (await countStaged(client, datasetId, table.name)) !== tally.accepted) return {};
    refused += tally.rejected + tally.unordered;
  }
  return (await countStaged(client, datasetId, 'refused')) === refused ? Object.fromEntries(staged) : {};
}

/** Reads, judges and stages one table; what is refused is staged beside it. */
export async function stageTableOf(
  client: ImportClient,
  datasetId: number,
  table: SourceTable,
  context: JudgeContext,
  onRows: (rows: number) => void,
): Promise<FileTally> {
  const reader = new TableReader(table, context);
  const count = { rows: 0, accepted: 0, rejected: 0, unordered: 0 };
  const refused: RefusedRow[] = [];
  await emptyStage(client, datasetId, table.name);
  await clearRefused(client, datasetId, table.file);
  async function* chunks(): AsyncGenerator<string> {
    for await (const batch of table.batches()) {
      const judged = reader.read(batch);
      count.rows += judged.rows;
      count.accepted += judged.accepted;
      for (const row of judged.refused) {
        count[row.severity === 'unordered' ? 'unordered' : 'rejected'] += 1;
        refused.push(row);
      }
      onRows(count.rows);
      if (judged.text !== '') yield judged.text;
    }
    reader.end();
  }
  await copyIntoStage(client, datasetId, table.name, chunks());
  for (let from = 0; from < refused.length; from += REFUSED_CHUNK) await stageRefused(client, datasetId, refused.slice(from, from + REFUSED_CHUNK));
  return { table: table.name, ...count, changed: 0, suspect: 0, staged: true };
}
