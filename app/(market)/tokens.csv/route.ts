import { screenerCsv } from '@/components/tokens/screener-csv';
import { applyScreenerQuery, parseScreenerQuery } from '@/components/tokens/screener-query';
import { readScreener } from '@/lib/services/tokens/read-screener';

export const dynamic = 'force-dynamic';

export async function GET(request: Request): Promise<Response> {
  const screener = await readScreener();
  const query = parseScreenerQuery(new URL(request.url).searchParams);
  const rows = screener === null ? [] : applyScreenerQuery(screener.rows, query);
  const { name = 'none', lastDay = '', simulated = false } = screener?.dataset ?? {};
  return new Response(screenerCsv(rows, { day: lastDay, dataset: simulated ? `${name} (simulated)` : name }), {
    headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="tokens-${lastDay}.csv"` },
  });
}
