import { randomUUID } from 'node:crypto';
import { encodeToken } from '@/lib/auth/token-cookie';
import { createApiKey } from '@/lib/data/api-keys';
import { createSession } from '@/lib/data/sessions';
import { createUser, findUser } from '@/lib/data/users';
import { FakeBrowser } from './fake-browser';

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

/** A browser in which this person is signed in. */
export async function browserOf(person: Pick<Person, 'id'>): Promise<FakeBrowser> {
  const browser = new FakeBrowser();
  const session = await createSession(person.id, 'test', new Date(), new Date(Date.now() + 3_600_000));
  const version = (await findUser(person.id))?.sessionVersion ?? 0;
  browser.jar.set('next-auth.session-token', await encodeToken({ userId: person.id, sessionId: session.id, version }));
  return browser;
}
