import 'server-only';
import { ApiProblem } from '@/lib/schemas/api/problem';

export interface ApiUser {
  readonly id: string;
  readonly email: string;
}

/** The person behind a request, by session cookie or `Authorization: Bearer` key; a 401 problem otherwise. */
export function requireApiUser(_request: Request): Promise<ApiUser> {
  return Promise.reject(new ApiProblem(401, 'Sign in, or send a personal API key as a Bearer token.'));
}
