import { requireUser } from '@/lib/auth/session';
import { ledgerJson } from '@/lib/services/portfolio/export-ledger';

/** A person's own ledger, as a file. */
export async function GET(): Promise<Response> {
  const user = await requireUser('/portfolio');
  const text = await ledgerJson(user.id);
  return new Response(text, { headers: { 'content-type': 'application/json', 'content-disposition': 'attachment; filename="bandwise-ledger.json"', 'cache-control': 'no-store' } });
}
