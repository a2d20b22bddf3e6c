import { describe, expect, it } from 'vitest';
import { ASSET_KINDS, CONSENSUS_KINDS } from '@/lib/domain/market/asset';
import { CATEGORIES, CATEGORY_IDS, classify, type Belonging } from '@/lib/providers/coingecko/categories';

const of = (categories: readonly string[], rest: Partial<Belonging> = {}) => classify({ externalId: 'kelp-coin', categories, ...rest });

describe('what categories say', () => {
  it.each<[string, readonly string[], Partial<Belonging>, ReturnType<typeof classify>]>([
    ['Bitcoin by its page', ['FTX Holdings', 'Cryptocurrency', 'Proof of Work (PoW)', 'Layer 1 (L1)'], { externalId: 'bitcoin', platform: null, hashingAlgorithm: 'SHA-256' }, { kind: 'coin', sectors: ['layer-1'], ecosystem: 'bitcoin', consensus: 'pow' }],
    ['Bitcoin of 2021, by its algorithm alone', ['Cryptocurrency'], { externalId: 'bitcoin', platform: null, hashingAlgorithm: 'SHA-256' }, { kind: 'coin', sectors: [], ecosystem: 'bitcoin', consensus: 'pow' }],
    ['BNB', ['layer-1', 'centralized-exchange-token-cex', 'proof-of-stake-pos'], { externalId: 'binancecoin', platform: null }, { kind: 'coin', sectors: ['exchange', 'layer-1'], ecosystem: 'bnb', consensus: 'pos' }],
    ['a coin of both', ['proof-of-work-pow', 'proof-of-stake-pos'], { platform: null }, { kind: 'coin', sectors: [], ecosystem: 'kelp-coin', consensus: 'hybrid' }],
    ['a stake protocol in the field of the algorithm', ['proof-of-stake-pos'], { platform: null, hashingAlgorithm: 'Ouroboros' }, { kind: 'coin', sectors: [], ecosystem: 'kelp-coin', consensus: 'pos' }],
    ['a token', ['oracle', 'infrastructure', 'artificial-intelligence', 'decentralized-finance-defi'], { platform: 'ethereum' }, { kind: 'token', sectors: ['oracle', 'ai', 'defi'], ecosystem: 'ethereum', consensus: 'none' }],
    ['a token of BNB chain', ['Meme'], { platform: 'binance-smart-chain' }, { kind: 'token', sectors: ['meme'], ecosystem: 'bnb', consensus: 'none' }],
    ['a chain that is not in the table', [], { platform: 'newchain' }, { kind: 'token', sectors: [], ecosystem: 'newchain', consensus: 'none' }],
    ['a stablecoin that is bridged', ['bridged-tokens', 'bridged-stablecoins', 'stablecoins'], { platform: 'solana' }, { kind: 'stablecoin', sectors: [], ecosystem: 'solana', consensus: 'none' }],
    ['a staked coin that is wrapped', ['wrapped-tokens', 'asset-backed-tokens', 'liquid-staking-tokens'], { platform: 'ethereum' }, { kind: 'staked', sectors: [], ecosystem: 'ethereum', consensus: 'none' }],
    ['wrapped Bitcoin', ['wrapped-tokens', 'tokenized-btc', 'ethereum-ecosystem'], {}, { kind: 'wrapped', sectors: [], ecosystem: 'ethereum', consensus: 'none' }],
    ['a leveraged token', ['Leveraged Token'], {}, { kind: 'leveraged', sectors: [], ecosystem: null, consensus: 'none' }],
    ['gold', ['stablecoins', 'tokenized-gold'], { platform: 'ethereum' }, { kind: 'other', sectors: ['rwa'], ecosystem: 'ethereum', consensus: 'none' }],
    ['a coin before its page was read', ['layer-1'], {}, { kind: 'coin', sectors: ['layer-1'], ecosystem: 'kelp-coin', consensus: null }],
    ['something that only lives somewhere', ['solana-ecosystem', 'ethereum-ecosystem'], {}, { kind: 'token', sectors: [], ecosystem: 'ethereum', consensus: 'none' }],
    ['a coin that lives elsewhere too', ['ethereum-ecosystem', 'layer-1'], { externalId: 'ethereum' }, { kind: 'coin', sectors: ['layer-1'], ecosystem: 'ethereum', consensus: null }],
    ['something of a sector alone', ['infrastructure'], {}, { kind: null, sectors: ['infrastructure'], ecosystem: null, consensus: null }],
    ['nothing', [], {}, { kind: null, sectors: [], ecosystem: null, consensus: null }],
  ])('of %s', (_, categories, rest, expected) => {
    expect(of(categories, rest)).toEqual(expected);
    expect(of([...categories].reverse(), rest)).toEqual(expected);
  });

  it.each([
    ['USD Stablecoin', 'stablecoin'], ['fiat-backed-stablecoin', 'stablecoin'], ['Bridged USDC', 'wrapped'], ['bridged-weth', 'wrapped'], ['Wrapped Tokens', 'wrapped'], ['Liquid Staked ETH', 'staked'],
    ['liquid-restaked-sol', 'staked'], ['Liquid Staking Tokens (LST)', 'staked'], ['Leveraged Tokens', 'leveraged'], ['Tokenized Treasury Bills (T-Bills)', 'other'],
    ['Stablecoin Issuer', 'token'], ['Stablecoin Protocol', 'token'], ['Liquid Staking', 'token'], ['Liquid Staking Governance Tokens', 'token'], ['Bridge Governance Tokens', 'token'], ['RWA Protocol', 'token'],
  ])('knows %s by its words: %s', (name, kind) => {
    expect(of([name], { platform: 'ethereum' }).kind).toBe(kind);
  });

  it('asks first for what no index may hold', () => {
    const kinds = CATEGORIES.map(({ kind }) => kind !== undefined);
    expect(kinds.lastIndexOf(true)).toBeLessThan(kinds.indexOf(false));
    const places = CATEGORIES.map(({ ecosystem }) => ecosystem !== undefined);
    expect(places.indexOf(true)).toBeGreaterThan(places.lastIndexOf(false));
    expect(new Set(CATEGORY_IDS).size).toBe(CATEGORY_IDS.length);
    expect(CATEGORIES.every((category) => category.kind ?? category.sector ?? category.secured ?? category.ecosystem)).toBe(true);
  });

  it('speaks of kinds and sectors that there are', () => {
    const sectors = ['layer-1', 'layer-2', 'defi', 'gaming', 'ai', 'nft', 'meme', 'privacy', 'rwa', 'infrastructure', 'oracle', 'exchange', 'payments', 'storage'];
    for (const category of CATEGORIES) {
      if (category.kind) expect(ASSET_KINDS).toContain(category.kind);
      if (category.secured) expect(CONSENSUS_KINDS).toContain(category.secured);
      if (category.sector) expect(sectors).toContain(category.sector);
    }
  });
});
