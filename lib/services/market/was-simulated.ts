import 'server-only';
import { readDataset } from '@/lib/data/dataset';

/** Whether the market that something was made on was a simulated one. Only such a market ever gives way: one that is gone was one. */
export async function wasSimulated(datasetId: number): Promise<boolean> {
  return (await readDataset(datasetId))?.simulated ?? true;
}
