import 'server-only';
import { openMarketFolder } from '@/lib/providers/market-folder/open-market-folder';
import { importMarket, type ImportOptions, type ImportSummary } from './import-market';

/** Imports a market folder; it becomes the active market. */
export async function importMarketFolder(folder: string, options: ImportOptions = {}): Promise<ImportSummary> {
  return importMarket(await openMarketFolder(folder), options);
}
