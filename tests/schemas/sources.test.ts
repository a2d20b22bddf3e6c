import { describe, expect, it } from 'vitest';
import { allSources, DEFAULT_FEEDS, DEFAULT_SOURCE_SETTINGS, enabledByDefault, isEnabled, limitOf, orderOf, parseSourceSettings, sourceSettingsSchema, type SourceAccess } from '@/lib/schemas/sources';

const NOBODY: SourceAccess = { coingeckoKey: null, coingeckoPlan: 'demo', githubToken: null };

describe('settings of the sources', () => {
  it('are whole where nothing is stored, with Coin Metrics off until its terms were read', () => {
    expect(parseSourceSettings(undefined)).toEqual(DEFAULT_SOURCE_SETTINGS);
    expect(allSources(DEFAULT_SOURCE_SETTINGS).filter((source) => !isEnabled(DEFAULT_SOURCE_SETTINGS, source))).toEqual(['coinmetrics']);
    expect(enabledByDefault('exchange:kraken')).toBe(true);
  });

  it.each([
    ['no object', 7],
    ['a list', []],
    ['feeds that are no addresses', { feeds: ['javascript:alert(1)'] }],
    ['feeds of files', { feeds: ['file:///etc/passwd'] }],
    ['an unknown source', { enabled: { 'exchange:../x': false } }],
    ['a limit of nothing', { limits: { coingecko: { capacity: 0, perMinute: 1, perMonth: null } } }],
    ['a limit that is no number', { limits: { coingecko: { capacity: 1, perMinute: 'NaN', perMonth: null } } }],
    ['a listing beyond what is possible', { listing: 1e9 }],
    ['an exchange that is a path', { exchanges: ['../kraken'] }],
  ])('take their defaults for %s, and keep the rest', (_, stored) => {
    expect(parseSourceSettings(stored)).toEqual(DEFAULT_SOURCE_SETTINGS);
    if (typeof stored === 'object' && !Array.isArray(stored)) expect(parseSourceSettings({ listing: 50, ...stored })).toMatchObject({ feeds: [...DEFAULT_FEEDS] });
  });

  it('survive being stored', () => {
    const settings = sourceSettingsSchema.parse({ enabled: { coinmetrics: true }, order: { close: ['defillama', 'coingecko'] }, limits: { 'exchange:kraken': { capacity: 1, perMinute: 20, perMonth: null } }, feeds: [], exchanges: ['kraken'], listing: 250 });
    expect(parseSourceSettings(JSON.parse(JSON.stringify(settings)))).toEqual(settings);
  });

  it('refuse an address that is none when they are saved', () => {
    expect(sourceSettingsSchema.safeParse({ feeds: ['ftp://example.org/feed'] }).success).toBe(false);
  });
});

describe('the order of sources for a fact', () => {
  it('is the stored one, then exchanges that it does not name, and none that is off', () => {
    const settings = parseSourceSettings({ exchanges: ['kraken', 'okx'], order: { close: ['exchange:okx', 'coingecko', 'defillama'] }, enabled: { coingecko: false } });
    expect(orderOf(settings, 'close')).toEqual(['exchange:okx', 'defillama', 'exchange:kraken']);
    expect(orderOf(settings, 'ohlc')).toEqual(['exchange:kraken', 'exchange:okx']);
    expect(orderOf(settings, 'marketCap')).toEqual([]);
    expect(orderOf(settings, 'metrics')).toEqual(['github', 'defillama']);
  });

  it('asks CoinGecko first by default', () => {
    expect(orderOf(DEFAULT_SOURCE_SETTINGS, 'close').slice(0, 3)).toEqual(['coingecko', 'defillama', 'exchange:kraken']);
  });
});

describe('limits', () => {
  it.each([
    ['CoinGecko without a key', 'coingecko', NOBODY, 5, null],
    ['CoinGecko with a demo key', 'coingecko', { ...NOBODY, coingeckoKey: 'k' }, 30, 10_000],
    ['CoinGecko with a paid key', 'coingecko', { ...NOBODY, coingeckoKey: 'k', coingeckoPlan: 'pro' }, 200, 100_000],
    ['a paid plan without its key', 'coingecko', { ...NOBODY, coingeckoPlan: 'pro' }, 5, null],
    ['GitHub with a token', 'github', { ...NOBODY, githubToken: 't' }, 60, null],
  ] as const)('of %s', (_, source, access, perMinute, perMonth) => {
    expect(limitOf(DEFAULT_SOURCE_SETTINGS, source, access)).toMatchObject({ perMinute, perMonth });
  });

  it('keep within GitHub’s sixty requests an hour without a token', () => {
    const { capacity, perMinute } = limitOf(DEFAULT_SOURCE_SETTINGS, 'github', NOBODY);
    expect(capacity + 60 * perMinute).toBeLessThanOrEqual(60);
  });

  it('keep within ten requests in six seconds at Coin Metrics', () => {
    const { capacity, perMinute } = limitOf(DEFAULT_SOURCE_SETTINGS, 'coinmetrics', NOBODY);
    expect(capacity + perMinute / 10).toBeLessThanOrEqual(11);
  });

  it('are the owner’s where the owner set them', () => {
    const limit = { capacity: 2, perMinute: 3, perMonth: 4 };
    expect(limitOf(parseSourceSettings({ limits: { coingecko: limit } }), 'coingecko', NOBODY)).toEqual(limit);
  });
});
