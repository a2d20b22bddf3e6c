import { notFound } from 'next/navigation';
import { requireUser } from '@/lib/auth/session';
import { isId } from '@/lib/schemas/portfolio';
import { suggestionJson } from '@/lib/services/rebalancing/export-suggestion';

/** The trades of one of a person's own suggestions, as a file. */
export async function GET(_: Request, { params }: { readonly params: Promise<{ readonly id: string }> }): Promise<Response> {
  const user = await requireUser('/rebalance');
  const { id } = await params;
  const text = isId(id) ? await suggestionJson(user.id, id) : null;
  if (text === null) notFound();
  return new Response(text, { headers: { 'content-type': 'application/json', 'content-disposition': 'attachment; filename="bandwise-trades.json"', 'cache-control': 'no-store' } });
}
