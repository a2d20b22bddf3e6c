import { dayNumber, isoDay } from '@/lib/domain/foundation/iso-day';
import { createRng } from '@/lib/domain/foundation/rng';
import { sampleTokens, type SampleToken } from '@/lib/providers/sample/token-table';

/** The stub market begins here, whatever day it is asked on, so that moving on in time changes no past day. */
export const ORIGIN = dayNumber(isoDay('2022-01-01'));

export interface StubAsset {
  readonly position: number;
  /** As CoinGecko and DefiLlama name it. */
  readonly id: string;
  readonly symbol: string;
  readonly name: string;
  readonly kind: string;
  /** Ids of CoinGecko's categories. */
  readonly categories: readonly string[];
  /** CoinGecko's name of the chain that issues it; null for a coin. */
  readonly platform: string | null;
  readonly contract: string | null;
  readonly hashing: string | null;
  readonly supply: number;
  readonly maxSupply: number | null;
  /** USD at the origin. */
  readonly firstPrice: number;
  /** Day number of its first price. */
  readonly born: number;
  /** Day number of its last price; null while it lives. */
  readonly gone: number | null;
  readonly standsFor: string | null;
  readonly repository: string;
}

/** Categories with the names CoinGecko gives them. */
export const CATEGORY_NAMES: Readonly<Record<string, string>> = {
  'stablecoins': 'Stablecoins', 'wrapped-tokens': 'Wrapped-Tokens', 'liquid-staking-tokens': 'Liquid Staking Tokens', 'leveraged-token': 'Leveraged Token', 'tokenized-gold': 'Tokenized Gold',
  'proof-of-work-pow': 'Proof of Work (PoW)', 'proof-of-stake-pos': 'Proof of Stake (PoS)', 'meme-token': 'Meme', 'privacy-coins': 'Privacy Coins', 'oracle': 'Oracle',
  'centralized-exchange-token-cex': 'Centralized Exchange (CEX) Token', 'payment-solutions': 'Payment Solutions', 'storage': 'Storage', 'layer-1': 'Layer 1 (L1)', 'layer-2': 'Layer 2 (L2)',
  'gaming': 'Gaming (GameFi)', 'artificial-intelligence': 'Artificial Intelligence (AI)', 'decentralized-finance-defi': 'Decentralized Finance (DeFi)', 'real-world-assets-rwa': 'Real World Assets (RWA)',
  'non-fungible-tokens-nft': 'NFT', 'infrastructure': 'Infrastructure', 'ethereum-ecosystem': 'Ethereum Ecosystem', 'binance-smart-chain': 'BNB Chain Ecosystem', 'solana-ecosystem': 'Solana Ecosystem',
  'ftx-holdings': 'FTX Holdings', 'coinbase-ventures-portfolio': 'Coinbase Ventures Portfolio',
};

const SECTOR_CATEGORIES: Readonly<Record<string, string>> = {
  meme: 'meme-token', privacy: 'privacy-coins', exchange: 'centralized-exchange-token-cex', payments: 'payment-solutions', ai: 'artificial-intelligence', defi: 'decentralized-finance-defi',
  rwa: 'real-world-assets-rwa', nft: 'non-fungible-tokens-nft',
};
const KIND_CATEGORIES: Readonly<Record<string, string>> = { stablecoin: 'stablecoins', wrapped: 'wrapped-tokens', staked: 'liquid-staking-tokens', leveraged: 'leveraged-token', other: 'tokenized-gold' };
const SECURED: Readonly<Record<string, readonly string[]>> = { pow: ['proof-of-work-pow'], pos: ['proof-of-stake-pos'], hybrid: ['proof-of-work-pow', 'proof-of-stake-pos'] };
const ECOSYSTEM_CATEGORIES: Readonly<Record<string, string>> = { ethereum: 'ethereum-ecosystem', bnb: 'binance-smart-chain', solana: 'solana-ecosystem' };
const PLATFORMS: Readonly<Record<string, string>> = { bnb: 'binance-smart-chain', polygon: 'polygon-pos', arbitrum: 'arbitrum-one', optimism: 'optimistic-ethereum' };

const known = (id: string): id is string => id in CATEGORY_NAMES;

function categoriesOf({ asset }: SampleToken): string[] {
  const sectors = asset.sectors.map((sector) => SECTOR_CATEGORIES[sector] ?? sector);
  const kind = KIND_CATEGORIES[asset.kind];
  const ecosystem = ECOSYSTEM_CATEGORIES[asset.ecosystem ?? ''];
  return [...(kind ? [kind] : []), ...sectors, ...(SECURED[asset.consensus ?? ''] ?? []), ...(ecosystem && asset.kind !== 'coin' ? [ecosystem] : [])].filter(known);
}

const contractOf = (id: string): string => `0x${Array.from({ length: 40 }, (_, i) => '0123456789abcdef'[(id.charCodeAt(i % id.length) * (i + 7)) % 16]).join('')}`;

function fromSample(token: SampleToken, position: number, priceOf: (id: string) => number): StubAsset {
  const { asset, supply, cap, born, standsFor } = token;
  const coin = asset.kind === 'coin';
  const ecosystem = asset.ecosystem ?? 'ethereum';
  return {
    position, id: asset.id, symbol: asset.symbol.toLowerCase(), name: asset.name, kind: asset.kind, categories: categoriesOf(token),
    platform: coin ? null : (PLATFORMS[ecosystem] ?? ecosystem), contract: coin ? null : contractOf(asset.id), hashing: asset.consensus === 'pow' ? 'SHA-256' : null,
    supply, maxSupply: asset.maxSupply === null ? null : Number(asset.maxSupply), firstPrice: standsFor === null ? cap / supply : standsFor === 'usd' ? 1 : priceOf(standsFor),
    born: born <= ORIGIN ? ORIGIN : born, gone: null, standsFor, repository: `${asset.id}/${asset.id}-core`,
  };
}

/** From here on tokens are large enough to be graded: markets of thousands are for measuring what grading them costs. */
const GRADED_FROM = 500;
const capOf = (position: number): number => (position < GRADED_FROM ? 4e9 / position ** 1.3 : 6e7);

/** Nobody's tokens, the first ever smaller; every twentieth has the symbol of another. */
function invented(position: number): StubAsset {
  const id = `stub-token-${String(position).padStart(4, '0')}`;
  const rng = createRng(position);
  const supply = 10 ** (6 + rng.int(5));
  const sectors = ['decentralized-finance-defi', 'gaming', 'meme-token', 'infrastructure', 'artificial-intelligence'];
  return {
    position, id, symbol: position % 20 === 0 ? 'stk' : `st${position}`, name: `Stub Token ${position}`, kind: 'token', categories: [sectors[position % sectors.length] as string, 'ethereum-ecosystem'],
    platform: 'ethereum', contract: contractOf(id), hashing: null, supply, maxSupply: position % 3 === 0 ? supply * 2 : null, firstPrice: capOf(position) / supply,
    born: ORIGIN + (position % 4 === 0 ? 200 + rng.int(900) : 0), gone: null, standsFor: null, repository: `${id}/core`,
  };
}

/** The largest first. Real names where there are some, so that rules by sector and kind have something to bite on. */
export function stubAssets(count: number): readonly StubAsset[] {
  const tokens = sampleTokens(ORIGIN);
  const priceOf = (id: string): number => {
    const token = tokens.find(({ asset }) => asset.id === id);
    return token ? token.cap / token.supply : 1;
  };
  const real = tokens.map((token) => fromSample(token, 0, priceOf)).sort((a, b) => b.firstPrice * b.supply - a.firstPrice * a.supply || (a.id < b.id ? -1 : 1));
  return Array.from({ length: count }, (_, position) => {
    const asset = real[position];
    return asset ? { ...asset, position } : invented(position);
  });
}
