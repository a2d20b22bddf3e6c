import { afterEach, describe, expect, it, vi } from 'vitest';

afterEach(() => vi.unstubAllEnvs());

async function headersIn(mode: string): Promise<Map<string, string>> {
  vi.resetModules();
  vi.stubEnv('NODE_ENV', mode);
  const { default: config } = (await import('@/next.config.js')) as { default: { headers: () => Promise<{ source: string; headers: { key: string; value: string }[] }[]> } };
  const [all] = await config.headers();
  expect(all?.source).toBe('/:path*');
  return new Map(all?.headers.map(({ key, value }) => [key, value]));
}

describe('every page', () => {
  it('loads nothing from another site, tells nothing to one, and is framed by none', async () => {
    const headers = await headersIn('production');
    const content = Object.fromEntries((headers.get('Content-Security-Policy') ?? '').split('; ').map((part) => [part.split(' ', 1)[0], part.slice(part.indexOf(' ') + 1)]));
    expect(content).toEqual({
      'default-src': "'self'", 'script-src': "'self' 'unsafe-inline'", 'style-src': "'self' 'unsafe-inline'", 'img-src': "'self' data:", 'font-src': "'self'",
      'connect-src': "'self'", 'object-src': "'none'", 'base-uri': "'self'", 'form-action': "'self'", 'frame-ancestors': "'none'",
    });
    expect([headers.get('X-Frame-Options'), headers.get('X-Content-Type-Options'), headers.get('Referrer-Policy')]).toEqual(['DENY', 'nosniff', 'same-origin']);
  });

  it('has schemas that evaluate no text', async () => {
    vi.resetModules();
    vi.stubGlobal('__zod_globalConfig', undefined);
    await import('@/instrumentation-client');
    const { config, z } = await import('zod');
    expect(config()).toMatchObject({ jitless: true });
    const evaluate = vi.fn(() => { throw new EvalError('refused'); });
    vi.stubGlobal('Function', evaluate);
    expect(z.object({ a: z.string() }).parse({ a: 'x' })).toEqual({ a: 'x' });
    vi.unstubAllGlobals();
    expect(evaluate).not.toHaveBeenCalled();
  });

  it('evaluates text in development only', async () => {
    expect((await headersIn('production')).get('Content-Security-Policy')).not.toContain('unsafe-eval');
    expect((await headersIn('development')).get('Content-Security-Policy')).toContain("'unsafe-eval'");
  });
});
