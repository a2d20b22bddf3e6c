import NextAuth from 'next-auth';
import { authOptions } from '@/lib/auth/options';

interface Context {
  readonly params: Promise<{ nextauth: string[] }>;
}

/** next-auth's own paths, for programs and for browsers that use its client. The forms of the pages do without it. */
async function handle(request: Request, context: Context): Promise<Response> {
  return (await NextAuth(request as never, context as never, authOptions(request.headers))) as Response;
}

export { handle as GET, handle as POST };
