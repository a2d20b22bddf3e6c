import { historyCsv } from '@/components/tokens/detail/token-csv';
import { readScreener } from '@/lib/services/tokens/read-screener';
import { readTokenHistory } from '@/lib/services/tokens/read-token-history';

export const dynamic = 'force-dynamic';

export async function GET(_request: Request, { params }: { readonly params: Promise<{ readonly id: string }> }): Promise<Response> {
  const { id } = await params;
  const [history, screener] = await Promise.all([readTokenHistory(id), readScreener()]);
  if (history === null || screener === null) return new Response('No such token\n', { status: 404 });
  return new Response(historyCsv(history, screener.dataset), { headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="${history.id}.csv"` } });
}
