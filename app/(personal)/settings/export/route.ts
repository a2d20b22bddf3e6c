import { requireUser } from '@/lib/auth/session';
import { exportAccount } from '@/lib/services/account/export-account';

/** Everything about the person as one file. */
export async function GET(): Promise<Response> {
  const user = await requireUser('/settings/data');
  const { fileName, json } = await exportAccount(user.id);
  return new Response(json, {
    headers: { 'content-type': 'application/json; charset=utf-8', 'content-disposition': `attachment; filename="${fileName}"`, 'cache-control': 'private, no-store' },
  });
}
