import { randomUUID } from 'node:crypto';
import { createApiKey } from '@/lib/data/api-keys';
import { createUser } from '@/lib/data/users';

export interface Person {
  readonly id: string;
  readonly email: string;
  readonly password: string;
  /** Headers that open the API as this person. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A person with an account and an API key. */
export async function newPerson(): Promise<Person> {
  const email = `${randomUUID()}@example.org`;
  const password = 'correct horse battery';
  const user = await createUser(email, password);
  if (user === null) throw new Error('the address is taken');
  const { key } = await createApiKey(user.id, 'test');
  return { id: user.id, email, password, headers: { authorization: `Bearer ${key}` } };
}
