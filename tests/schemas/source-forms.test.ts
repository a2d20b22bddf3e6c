import { describe, expect, it } from 'vitest';
import { moveSource } from '@/lib/schemas/move-source';
import { limitFormSchema, listsFormSchema, moveSourceSchema, retrySourceSchema } from '@/lib/schemas/source-forms';
import { DEFAULT_SOURCE_SETTINGS, orderOf, sourceSettingsSchema } from '@/lib/schemas/sources';

const LISTS = { feeds: 'https://a.example/rss', exchanges: 'kraken', listing: '500' };

describe('forms about the sources', () => {
  it.each([
    [retrySourceSchema, { source: 'coingecko' }, true],
    [retrySourceSchema, { source: 'exchange:kraken' }, true],
    [retrySourceSchema, { source: 'exchange:../x' }, false],
    [retrySourceSchema, { source: 'toString' }, false],
    [moveSourceSchema, { fact: 'close', source: 'defillama', by: 'up' }, true],
    [moveSourceSchema, { fact: '__proto__', source: 'defillama', by: 'up' }, false],
    [limitFormSchema, { source: 'github', capacity: '10', perMinute: '0.5', perMonth: '' }, true],
    [limitFormSchema, { source: 'github', capacity: '0', perMinute: '0.5', perMonth: '' }, false],
    [limitFormSchema, { source: 'github', capacity: '10', perMinute: '0', perMonth: '' }, false],
    [limitFormSchema, { source: 'github', capacity: '10', perMinute: '1e9', perMonth: '' }, false],
    [listsFormSchema, LISTS, true],
    [listsFormSchema, { ...LISTS, feeds: '' }, true],
    [listsFormSchema, { ...LISTS, feeds: 'file:///etc/passwd' }, false],
    [listsFormSchema, { ...LISTS, feeds: 'https://a.example/rss\nnonsense' }, false],
    [listsFormSchema, { ...LISTS, exchanges: 'kra ken' }, false],
    [listsFormSchema, { ...LISTS, listing: '9' }, false],
    [listsFormSchema, { ...LISTS, listing: '10001' }, false],
  ])('%# takes %o: %s', (schema, form, taken) => expect(schema.safeParse(form).success).toBe(taken));

  it('reads lists one a line, each once', () => {
    expect(listsFormSchema.parse({ ...LISTS, exchanges: 'Kraken\r\nokx, kraken\n' }).exchanges).toEqual(['kraken', 'okx']);
    expect(limitFormSchema.parse({ source: 'github', capacity: '10', perMinute: '0.5', perMonth: ' ' })).toEqual({ source: 'github', capacity: 10, perMinute: 0.5, perMonth: null });
  });
});

describe('the order of a fact', () => {
  it('moves by one step, and stays a valid setting', () => {
    const moved = moveSource(DEFAULT_SOURCE_SETTINGS, 'close', 'defillama', 'up');
    expect(moved && orderOf(moved, 'close').slice(0, 3)).toEqual(['defillama', 'coingecko', 'exchange:kraken']);
    expect(sourceSettingsSchema.safeParse(moved).success).toBe(true);
    const back = moved && moveSource(moved, 'close', 'defillama', 'down');
    expect(back && orderOf(back, 'close')).toEqual(orderOf(DEFAULT_SOURCE_SETTINGS, 'close'));
  });

  it.each([['coingecko', 'up'], ['exchange:kucoin', 'down'], ['github', 'up']] as const)('does not move %s %s', (source, by) => {
    expect(moveSource(DEFAULT_SOURCE_SETTINGS, 'close', source, by)).toBeNull();
  });

  it('keeps the place of a source that is off', () => {
    const off = { ...DEFAULT_SOURCE_SETTINGS, enabled: { defillama: false } };
    const moved = moveSource({ ...off, order: { close: ['coingecko', 'defillama', 'exchange:kraken'] } }, 'close', 'exchange:kraken', 'up');
    expect(moved?.order.close).toContain('defillama');
  });
});
