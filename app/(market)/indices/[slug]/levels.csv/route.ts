import { csvResponse, datasetMark, levelsCsv } from '@/components/indices/index-csv';
import { readIndexLevels } from '@/lib/services/indices/read-indices';
import { readShell } from '@/lib/services/overview/read-shell';

export const dynamic = 'force-dynamic';

export async function GET(_: Request, { params }: { readonly params: Promise<{ readonly slug: string }> }): Promise<Response> {
  const { slug } = await params;
  const [found, dataset] = await Promise.all([readIndexLevels(slug), readShell()]);
  if (found === null) return new Response('No such index.', { status: 404 });
  return csvResponse(levelsCsv(found, datasetMark(dataset)), `${slug}-levels-${dataset?.lastDay ?? 'none'}`);
}
