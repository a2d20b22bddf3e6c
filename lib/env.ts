import { z } from 'zod';

const addresses = z.record(z.string(), z.url({ protocol: /^https?$/ }));

function readAddresses(text: string, context: z.RefinementCtx): Readonly<Record<string, string>> {
  try {
    return addresses.parse(JSON.parse(text || '{}'));
  } catch {
    context.addIssue('must be a JSON object of addresses by source, e.g. {"coingecko":"https://mirror.example.org/api/v3"}');
    return z.NEVER;
  }
}

const schema = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  /** At least 2: a change of a ledger reads the market beside its own transaction. */
  DATABASE_POOL_MAX: z.coerce.number().int().min(2).max(100).default(10),
  BANDWISE_DATA_DIR: z.string().default('.data'),
  MARKET_DATA_DIR: z.string().optional(),
  NEXTAUTH_SECRET: z.string().min(32).optional(),
  NEXTAUTH_URL: z.url().optional(),
  /** `closed` refuses new accounts whatever the settings page says. */
  BANDWISE_SIGN_UP: z.enum(['open', 'closed']).default('open'),
  /** How many reverse proxies stand before us; without it those of this machine. */
  BANDWISE_PROXIES: z.coerce.number().int().min(0).max(10).optional(),
  /** `1`: no request to a source of market data leaves this machine. */
  BANDWISE_OFFLINE: z.enum(['0', '1', '']).default('0').transform((value) => value === '1'),
  /**
   * How the forecast is trained: as the product does (`full`), with small models in a fraction of the time (`fast`), or not at all (`off`): for machines
   * without minutes to spare a month, and for tests, which wait for all jobs.
   */
  BANDWISE_FORECAST: z.enum(['full', 'fast', 'off']).default('full'),
  /** Threads that train it; without it as many as there are processors, at most 4. */
  BANDWISE_THREADS: z.coerce.number().int().min(1).max(64).optional(),
  /** Other addresses of sources, for mirrors and tests. */
  BANDWISE_SOURCE_URLS: z.string().default('{}').transform(readAddresses),
  COINGECKO_API_KEY: z.string().trim().optional(),
  COINGECKO_PLAN: z.enum(['demo', 'pro']).default('demo'),
  GITHUB_TOKEN: z.string().trim().optional(),
  /** A folder with a local model that reads the mood of headlines (lib/services/text/README.md); without it rules read. */
  TEXT_MODEL_DIR: z.string().trim().optional(),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

export type Env = z.infer<typeof schema>;

/** Parsed once and loudly: a wrong setting names itself instead of failing later somewhere else. */
function readEnv(): Env {
  const parsed = schema.safeParse(process.env);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
  throw new Error(`Environment: ${wrong}`);
}

let cached: Env | undefined;

/** Read lazily, so that a build without a database does not need one. */
export const env: Env = new Proxy({} as Env, {
  get: (_, key) => (cached ??= readEnv())[key as keyof Env],
});

/** Why no source of market data is asked; null where they are. */
export function offlineReason(): string | null {
  if (env.MARKET_DATA_DIR) return 'The market comes from a folder.';
  return env.BANDWISE_OFFLINE ? 'This installation is set to stay offline.' : null;
}

/** Next sets this at build time; it is not a setting of the installation. */
export const production: boolean = process.env.NODE_ENV === 'production';

/** Whether this process answers browsers and scripts, in contrast to the worker and the command line. */
export const servesPages: boolean = process.env.NEXT_RUNTIME === 'nodejs';

/** next-auth answers on the host a person opened, unless NEXTAUTH_URL fixes one; it reads that wish from the environment only. */
export function trustOpenedHost(): void {
  process.env.AUTH_TRUST_HOST ??= 'true';
}
