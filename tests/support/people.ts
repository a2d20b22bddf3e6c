import { randomUUID } from 'node:crypto';
import { encodeToken } from '@/lib/auth/token-cookie';
import { createApiKey } from '@/lib/data/api-keys';
import { prisma } from '@/lib/data/prisma';
import { createSession } from '@/lib/data/sessions';
import { findUser } from '@/lib/data/users';
import { FakeBrowser } from './fake-browser';

export interface Person {
  readonly id: string;
  readonly email: string;
  /** Headers that open the API as this person. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A person with an account and an API key. No password opens the account: hashing one for each would take most of a test's time. */
export async function newPerson(): Promise<Person> {
  const email = `${randomUUID()}@example.org`;
  const { id } = await prisma.user.create({ data: { email, passwordHash: 'none' } });
  const { key } = await createApiKey(id, 'test');
  return { id, email, headers: { authorization: `Bearer ${key}` } };
}

/** A browser in which this person is signed in. */
export async function browserOf(person: Pick<Person, 'id'>): Promise<FakeBrowser> {
  const browser = new FakeBrowser();
  const session = await createSession(person.id, 'test', new Date(), new Date(Date.now() + 3_600_000));
  const version = (await findUser(person.id))?.sessionVersion ?? 0;
  browser.jar.set('next-auth.session-token', await encodeToken({ userId: person.id, sessionId: session.id, version }));
  return browser;
}
