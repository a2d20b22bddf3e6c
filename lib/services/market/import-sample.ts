import 'server-only';
import { sampleMarket, type SampleOptions } from '@/lib/providers/sample/sample-market';
import { importMarket, type ImportOptions, type ImportSummary } from './import-market';

/** Generates the simulated market and imports it the way a folder is imported: same checks, same COPY. */
export async function importSample(options: ImportOptions & { readonly sample?: SampleOptions } = {}): Promise<ImportSummary> {
  return importMarket(sampleMarket(options.sample), options);
}
