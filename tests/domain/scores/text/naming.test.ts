import { describe, expect, it } from 'vitest';
import { EVERYDAY, TOKEN_CUES } from '@/lib/domain/scores/text/ambiguous-names';
import { judgeText } from '@/lib/domain/scores/text/judge-text';
import { assetsNamed } from '@/lib/domain/scores/text/named-assets';
import { buildNameIndex } from '@/lib/domain/scores/text/name-index';
import { narrativesOf } from '@/lib/domain/scores/text/narratives';
import { hostOf, kindOfFeed, sourceClass, sourceWeight } from '@/lib/domain/scores/text/text-sources';
import { textPolarity } from '@/lib/domain/scores/text/polarity';
import { tokenizeText } from '@/lib/domain/scores/text/tokenize';

const asset = (id: string, symbol: string, name: string, rank: number) => ({ id, symbol, name, rank });
const index = buildNameIndex([
  asset('bitcoin', 'BTC', 'Bitcoin', 1), asset('ethereum', 'ETH', 'Ethereum', 2), asset('avalanche-2', 'AVAX', 'Avalanche', 10), asset('chainlink', 'LINK', 'Chainlink', 12), asset('bitcoin-cash', 'BCH', 'Bitcoin Cash', 15),
  asset('near', 'NEAR', 'NEAR Protocol', 20), asset('harmony', 'ONE', 'Harmony', 120), asset('gas', 'GAS', 'Gas', 150), asset('link-two', 'LINK', 'Link', 300), asset('etf-coin', 'ETF', 'Etf Coin', 900), asset('no-letters', '42', '42', 40), asset('tiny', 'TINY', 'Tinyverse', 2_500),
]);
const named = (text: string) => assetsNamed(tokenizeText(text), index).map(({ assetId }) => assetId);

describe('the assets that a text names', () => {
  it.each<[string, string[]]>([
    ['Bitcoin and ether rise', ['bitcoin', 'ethereum']],
    ["bitcoin's week", ['bitcoin']],
    ['Bitcoin Cash forks', ['bitcoin-cash']],
    ['Click the link near the bottom of the page', []],
    ['LINK rises 7 %', ['chainlink']],
    ['$link and $one', ['chainlink', 'harmony']],
    ['One block follows another', []],
    ['Near unveils faster finality', []],
    ['Near token jumps', ['near']],
    ['NEAR Protocol unveils faster finality', ['near']],
    ['Near-term outlook for BTC', ['bitcoin']],
    ['Gas prices at the pump', []],
    ['Gas token rallies', ['gas']],
    ['An avalanche of sellers', []],
    ['Avalanche of sell orders', []],
    ['Avalanche rebounds from its lows', ['avalanche-2']],
    ['LINK and Link', ['chainlink']],
    ['a patch at Near', ['near']],
    ['a patch in the Near East', []],
    ['A Patch At Near', []],
    ['Traders prefer Avalanche', ['avalanche-2']],
    ['ETF approved', []],
    ['BUY NOW ONE DAY ONLY LINK IN BIO', []],
    ['Tinyverse holders vote', ['tiny']],
    ['the tinyverse of physics', []],
    ['42 is a number', []],
  ])('%j → %j', (text, ids) => expect(named(text)).toEqual(ids));

  it('are none in a list of more than twelve', () => {
    const many = buildNameIndex(Array.from({ length: 20 }, (_, i) => asset(`a${i}`, `SYM${i}`, `Longname${i}`, i + 1)));
    const text = (count: number) => tokenizeText(Array.from({ length: count }, (_, i) => `$SYM${i}`).join(' '));
    expect(assetsNamed(text(12), many)).toHaveLength(12);
    expect(assetsNamed(text(13), many)).toEqual([]);
  });

  it('do not depend on the order in which assets are told', () => {
    const both = [asset('b', 'XYZ', 'Samename', 5), asset('a', 'XYZ', 'Samename', 5)];
    for (const assets of [both, [...both].reverse()]) expect(assetsNamed(tokenizeText('Samename $XYZ'), buildNameIndex(assets)).map(({ assetId }) => assetId)).toEqual(['a']);
    expect(EVERYDAY.has('link') && TOKEN_CUES.has('token')).toBe(true);
  });
});

describe('a judged text', () => {
  it('says of each asset what the part with its name says', () => {
    const { polarity, mentions } = judgeText({ title: 'Bitcoin rises, ether falls', body: '' }, index, true);
    expect(mentions.map(({ assetId, polarity: said, weight }) => [assetId, said?.toFixed(2), weight.toFixed(3)])).toEqual([['bitcoin', '0.38', '0.707'], ['ethereum', '-0.63', '0.707']]);
    expect(polarity).toBeCloseTo(-0.38, 2);
  });

  it('reads the body, and names of the body count half', () => {
    const read = judgeText({ title: 'Bitcoin rallies', body: 'Ethereum crashed after a hack.' }, index, true);
    expect(read.mentions.map(({ assetId, weight }) => [assetId, weight.toFixed(3)])).toEqual([['bitcoin', '0.707'], ['ethereum', '0.354']]);
    expect(read.polarity).toBeCloseTo(0.7 * textPolarity('Bitcoin rallies') + 0.3 * textPolarity('Ethereum crashed after a hack.'), 12);
    expect(read.polarity as number).toBeLessThan(judgeText({ title: 'Bitcoin rallies', body: '' }, index, true).polarity as number);
  });

  it('has no polarity in a language that nobody read, and that of a model where there is one', () => {
    expect(judgeText({ title: 'Bitcoin fällt', body: '' }, index, false)).toMatchObject({ polarity: null, mentions: [{ assetId: 'bitcoin', polarity: null }] });
    expect(judgeText({ title: 'Bitcoin falls', body: '' }, index, true, 0.9)).toMatchObject({ polarity: 0.9, mentions: [{ polarity: 0.9 }] });
  });

  it.each<[string, string[]]>([
    ['Bridge exploit: attacker drains vault', ['hack']],
    ['SEC sues exchange over listing', ['lawsuit', 'regulation', 'listing']],
    ['Fed leaves rates unchanged', ['macro']],
    ['Blocks follow blocks', []],
  ])('%j is about %j', (text, tags) => expect(narrativesOf(tokenizeText(text))).toEqual(tags));
});

describe('a source', () => {
  it.each([['https://www.coindesk.com/arc/rss', 'coindesk.com', 'press', 1], ['https://old.reddit.com/r/x.rss', 'old.reddit.com', 'post', 0.5], ['https://wire.example/rss', 'wire.example', 'unknown', 0.6], ['Prnewswire.com', 'prnewswire.com', 'release', 0.4]] as const)('%s', (source, host, kind, weight) => {
    expect([hostOf(source), sourceClass(source, 'news'), sourceWeight(source, 'news')]).toEqual([host, kind, weight]);
  });

  it('holds posts where people post', () => {
    expect([kindOfFeed('https://old.reddit.com/r/x.rss'), kindOfFeed('https://cointelegraph.com/rss')]).toEqual(['post', 'news']);
    expect(sourceWeight('someone', 'post')).toBe(0.5);
  });
});
