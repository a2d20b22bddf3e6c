import { screenerCsv } from '@/components/tokens/screener-csv';
import { applyScreenerQuery, neededFeatures, parseScreenerQuery } from '@/components/tokens/screener-query';
import { readScreener } from '@/lib/services/tokens/read-screener';
import { listScreenerFeatures, withFeatures } from '@/lib/services/tokens/screener-features';

export const dynamic = 'force-dynamic';

/** The rows that a query finds; with `features=all` every feature of theirs, else those that the query shows or asks for. */
export async function GET(request: Request): Promise<Response> {
  const screener = await readScreener();
  const { searchParams } = new URL(request.url);
  const query = parseScreenerQuery(searchParams);
  const features = screener === null ? [] : await listScreenerFeatures(screener);
  const needed = neededFeatures(query);
  const codes = features.map(({ code }) => code).filter((code) => searchParams.get('features') === 'all' || needed.includes(code));
  const rows = screener === null ? [] : applyScreenerQuery(await withFeatures(screener, codes), query);
  const { name = 'none', lastDay = '', simulated = false } = screener?.dataset ?? {};
  return new Response(screenerCsv(rows, { day: lastDay, dataset: simulated ? `${name} (simulated)` : name }, codes), {
    headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="tokens-${lastDay}.csv"` },
  });
}
