import { featuresCsv } from '@/components/tokens/detail/token-csv';
import { readToken } from '@/lib/services/tokens/read-token';

export const dynamic = 'force-dynamic';

export async function GET(_request: Request, { params }: { readonly params: Promise<{ readonly id: string }> }): Promise<Response> {
  const token = await readToken((await params).id);
  if (token === null) return new Response('No such token\n', { status: 404 });
  const { asset, day, lenses, dataset, freshness } = token;
  return new Response(featuresCsv(lenses, { id: asset.id, day, freshness }, dataset), { headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="${asset.id}-features-${day}.csv"` } });
}
