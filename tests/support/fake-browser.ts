import { AsyncLocalStorage } from 'node:async_hooks';
import { vi } from 'vitest';

/**
 * Stands in for the browser around a server action: its cookies, its headers, and where it was sent. Use with
 * `vi.mock('next/headers', async () => (await import('../support/fake-browser')).nextHeaders)`, and so for navigation and cache.
 */
export class FakeBrowser {
  readonly jar = new Map<string, string>();
  readonly head = new Headers({ 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0', 'x-forwarded-proto': 'http', host: 'localhost' });

  get cookieHeader(): string {
    return [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ');
  }
}

const held = { browser: new FakeBrowser() };
const within = new AsyncLocalStorage<FakeBrowser>();
const current = (): FakeBrowser => within.getStore() ?? held.browser;

/** From now on actions are called by this browser. */
export function openBrowser(browser: FakeBrowser): FakeBrowser {
  held.browser = browser;
  return browser;
}

/** Only what is done within is called by this browser: several may be at work at the same time. */
export const inBrowser = <T>(browser: FakeBrowser, work: () => T): T => within.run(browser, work);

export class Redirect extends Error {
  constructor(readonly to: string) {
    super(`redirect to ${to}`);
  }
}

export class NotFound extends Error {}

export const nextHeaders = {
  headers: async () => current().head,
  cookies: async () => ({
    get: (name: string) => (current().jar.has(name) ? { name, value: current().jar.get(name) } : undefined),
    has: (name: string) => current().jar.has(name),
    getAll: () => [...current().jar].map(([name, value]) => ({ name, value })),
    set: (name: string, value: string, options?: { maxAge?: number }) => {
      if (options?.maxAge === 0) current().jar.delete(name);
      else current().jar.set(name, value);
    },
    delete: (name: string) => current().jar.delete(name),
  }),
};

export const nextNavigation = {
  redirect: (to: string): never => {
    throw new Redirect(to);
  },
  permanentRedirect: (to: string): never => {
    throw new Redirect(to);
  },
  notFound: (): never => {
    throw new NotFound();
  },
};

export const nextCache = { revalidatePath: vi.fn(), revalidateTag: vi.fn(), updateTag: vi.fn(), refresh: vi.fn() };

export function formOf(fields: Readonly<Record<string, string>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

/** Where an action sent the browser, or what it answered. */
export async function outcome<T>(run: Promise<T>): Promise<T | Redirect | NotFound> {
  try {
    return await run;
  } catch (error) {
    if (error instanceof Redirect || error instanceof NotFound) return error;
    throw error;
  }
}
