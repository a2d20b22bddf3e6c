import { requireUser } from '@/lib/auth/session';
import { ledgerCsv } from '@/lib/services/portfolio/export-ledger';

/** A person's own ledger, as a file. */
export async function GET(): Promise<Response> {
  const user = await requireUser('/portfolio');
  const text = await ledgerCsv(user.id);
  return new Response(text, { headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': 'attachment; filename="bandwise-ledger.csv"', 'cache-control': 'no-store' } });
}
