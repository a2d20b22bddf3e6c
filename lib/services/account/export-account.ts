import 'server-only';
import { stringify } from 'csv-stringify/sync';
import { systemClock } from '@/lib/clock';
import { activeDataset } from '@/lib/data/dataset';
import { loadPersonalExport } from '@/lib/data/personal-export';

export const EXPORT_VERSION = 1;

const COLUMNS = ['day', 'kind', 'account', 'toAccount', 'asset', 'quantity', 'unitPrice', 'fee', 'note', 'id', 'toAsset', 'toQuantity', 'simulated'] as const;

/** Everything the installation holds about a person as one JSON text; the transactions also as CSV inside it. */
export async function exportAccount(userId: string): Promise<{ readonly fileName: string; readonly json: string }> {
  const [data, dataset] = await Promise.all([loadPersonalExport(userId), activeDataset()]);
  const market = dataset === null ? null : { name: dataset.name, simulated: dataset.simulated };
  const exportedAt = systemClock.now().toISOString();
  const names = new Map(data.accounts.map((account) => [account.id, account.name]));
  const rows = data.transactions.map((row) => ({
    ...row,
    account: names.get(row.accountId),
    toAccount: row.toAccountId === null ? '' : names.get(row.toAccountId),
    asset: row.assetId,
    toAsset: row.toAssetId,
    simulated: row.simulated ? 'yes' : 'no',
  }));
  // A cell that begins like a formula is escaped, so that no spreadsheet runs a note.
  const transactionsCsv = stringify(rows, { header: true, columns: [...COLUMNS], escape_formulas: true });
  return { fileName: `bandwise-${exportedAt.slice(0, 10)}.json`, json: JSON.stringify({ format: 'bandwise-account', version: EXPORT_VERSION, exportedAt, market, ...data, transactionsCsv }, null, 1) };
}
