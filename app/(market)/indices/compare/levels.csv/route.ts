import { parsePicks } from '@/components/indices/compare-query';
import { comparedCsv, csvResponse, datasetMark } from '@/components/indices/index-csv';
import { compareIndices } from '@/lib/services/indices/compare-indices';
import { listIndices } from '@/lib/services/indices/read-indices';
import { readShell } from '@/lib/services/overview/read-shell';

export const dynamic = 'force-dynamic';

export async function GET(request: Request): Promise<Response> {
  const picks = parsePicks(new URL(request.url).searchParams, new Set((await listIndices()).indices.map(({ slug }) => slug)));
  const [{ indices, days, levels }, dataset] = await Promise.all([compareIndices(picks), readShell()]);
  if (indices.length === 0) return new Response('No such index.', { status: 404 });
  return csvResponse(comparedCsv(days, indices.map(({ slug }, i) => ({ slug, levels: levels[i] ?? [] })), datasetMark(dataset)), `indices-levels-${dataset?.lastDay ?? 'none'}`);
}
