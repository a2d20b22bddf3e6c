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

/** From now on actions are called by this browser. */
export function openBrowser(browser: FakeBrowser): FakeBrowser {
  held.browser = browser;
  return browser;
}

export class Redirect extends Error {
  constructor(readonly to: string) {
    super(`redirect to ${to}`);
  }
}

export class NotFound extends Error {}

export const nextHeaders = {
  headers: async () => held.browser.head,
  cookies: async () => ({
    get: (name: string) => (held.browser.jar.has(name) ? { name, value: held.browser.jar.get(name) } : undefined),
    has: (name: string) => held.browser.jar.has(name),
    getAll: () => [...held.browser.jar].map(([name, value]) => ({ name, value })),
    set: (name: string, value: string, options?: { maxAge?: number }) => {
      if (options?.maxAge === 0) held.browser.jar.delete(name);
      else held.browser.jar.set(name, value);
    },
    delete: (name: string) => held.browser.jar.delete(name),
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
