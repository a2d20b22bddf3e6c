import 'server-only';
import type { AssetKind, Consensus } from '@/lib/domain/market/asset';

/** One of CoinGecko's categories, and what belonging to it says about an asset. */
interface Category {
  readonly id: string;
  /** As an asset's own page calls it; an id that was renamed is found by it. */
  readonly name: string;
  readonly kind?: AssetKind;
  readonly sector?: string;
  readonly secured?: 'pow' | 'pos';
  readonly ecosystem?: string;
}

/** What no index may hold (Rule 2.2). The first that an asset belongs to decides: a staked coin that is also wrapped is staked. */
const KINDS: readonly Category[] = [
  { id: 'tokenized-gold', name: 'Tokenized Gold', kind: 'other', sector: 'rwa' },
  { id: 'stablecoins', name: 'Stablecoins', kind: 'stablecoin' },
  { id: 'yield-bearing-stablecoins', name: 'Yield-Bearing Stablecoin', kind: 'stablecoin' },
  { id: 'synthetic-dollar', name: 'Synthetic Dollar', kind: 'stablecoin' },
  { id: 'bridged-stablecoins', name: 'Bridged Stablecoin', kind: 'stablecoin' },
  { id: 'leveraged-token', name: 'Leveraged Token', kind: 'leveraged' },
  { id: 'liquid-staking-tokens', name: 'Liquid Staking Tokens', kind: 'staked' },
  { id: 'liquid-restaking-tokens', name: 'Liquid Restaking Tokens', kind: 'staked' },
  { id: 'wrapped-tokens', name: 'Wrapped-Tokens', kind: 'wrapped' },
  { id: 'bridged-tokens', name: 'Bridged-Tokens', kind: 'wrapped' },
  { id: 'tokenized-btc', name: 'Tokenized BTC', kind: 'wrapped' },
  { id: 'asset-backed-tokens', name: 'Crypto-Backed Tokens', kind: 'wrapped' },
  { id: 'compound-tokens', name: 'Compound Tokens', kind: 'wrapped', sector: 'defi' },
  { id: 'aave-tokens', name: 'Aave Tokens', kind: 'wrapped', sector: 'defi' },
  { id: 'lp-tokens', name: 'LP Tokens', kind: 'other', sector: 'defi' },
  { id: 'tokenized-products', name: 'Tokenized Assets', kind: 'other', sector: 'rwa' },
  { id: 'tokenized-private-credit', name: 'Tokenized Private Credit', kind: 'other', sector: 'rwa' },
  { id: 'tokenized-stock', name: 'Tokenized Stock', kind: 'other', sector: 'rwa' },
];

/** Categories come and are renamed; what these words name, no index may hold. Issuers and protocols of such assets are none of them. */
const KIND_WORDS: readonly (readonly [RegExp, AssetKind])[] = [
  [/\bstablecoins?( \(\w+\))?$/, 'stablecoin'],
  [/^leveraged[ -]tokens?\b/, 'leveraged'],
  [/^liquid[ -](re)?(staked[ -]|staking[ -]tokens?\b)/, 'staked'],
  [/^(wrapped|bridged)[ -]/, 'wrapped'],
  [/^tokenized[ -]/, 'other'],
];

/** The most defining first: what an asset is for before what it also touches. */
const SECTORS: readonly Category[] = [
  { id: 'meme-token', name: 'Meme', sector: 'meme' },
  { id: 'privacy-coins', name: 'Privacy Coins', sector: 'privacy' },
  { id: 'oracle', name: 'Oracle', sector: 'oracle' },
  { id: 'centralized-exchange-token-cex', name: 'Centralized Exchange (CEX) Token', sector: 'exchange' },
  { id: 'payment-solutions', name: 'Payment Solutions', sector: 'payments' },
  { id: 'storage', name: 'Storage', sector: 'storage' },
  { id: 'layer-1', name: 'Layer 1 (L1)', sector: 'layer-1' },
  { id: 'layer-2', name: 'Layer 2 (L2)', sector: 'layer-2' },
  { id: 'gaming', name: 'Gaming (GameFi)', sector: 'gaming' },
  { id: 'artificial-intelligence', name: 'Artificial Intelligence (AI)', sector: 'ai' },
  { id: 'decentralized-finance-defi', name: 'Decentralized Finance (DeFi)', sector: 'defi' },
  { id: 'decentralized-exchange', name: 'Decentralized Exchange (DEX)', sector: 'defi' },
  { id: 'real-world-assets-rwa', name: 'Real World Assets (RWA)', sector: 'rwa' },
  { id: 'non-fungible-tokens-nft', name: 'NFT', sector: 'nft' },
  { id: 'infrastructure', name: 'Infrastructure', sector: 'infrastructure' },
  { id: 'depin', name: 'DePIN', sector: 'infrastructure' },
];

const SECURED: readonly Category[] = [
  { id: 'proof-of-work-pow', name: 'Proof of Work (PoW)', secured: 'pow' },
  { id: 'proof-of-stake-pos', name: 'Proof of Stake (PoS)', secured: 'pos' },
];

/** Where an asset lies in several, the first: most that are on many chains began on Ethereum. */
const ECOSYSTEMS: readonly Category[] = [
  { id: 'ethereum-ecosystem', name: 'Ethereum Ecosystem', ecosystem: 'ethereum' },
  { id: 'binance-smart-chain', name: 'BNB Chain Ecosystem', ecosystem: 'bnb' },
  { id: 'solana-ecosystem', name: 'Solana Ecosystem', ecosystem: 'solana' },
  { id: 'tron-ecosystem', name: 'Tron Ecosystem', ecosystem: 'tron' },
  { id: 'base-ecosystem', name: 'Base Ecosystem', ecosystem: 'base' },
  { id: 'arbitrum-ecosystem', name: 'Arbitrum Ecosystem', ecosystem: 'arbitrum' },
  { id: 'polygon-ecosystem', name: 'Polygon Ecosystem', ecosystem: 'polygon' },
  { id: 'avalanche-ecosystem', name: 'Avalanche Ecosystem', ecosystem: 'avalanche' },
  { id: 'optimism-ecosystem', name: 'Optimism Ecosystem', ecosystem: 'optimism' },
  { id: 'sui-ecosystem', name: 'Sui Ecosystem', ecosystem: 'sui' },
  { id: 'ton-ecosystem', name: 'TON Ecosystem', ecosystem: 'ton' },
];

/** All that are asked for, by importance: first what must stay out of every index. */
export const CATEGORIES: readonly Category[] = [...KINDS, ...SECURED, ...SECTORS, ...ECOSYSTEMS];
export const CATEGORY_IDS: readonly string[] = CATEGORIES.map(({ id }) => id);

/** CoinGecko's platforms that have another name here; any other keeps its own. */
const PLATFORMS: Readonly<Record<string, string>> = {
  'binance-smart-chain': 'bnb', 'polygon-pos': 'polygon', 'arbitrum-one': 'arbitrum', 'optimistic-ethereum': 'optimism', 'the-open-network': 'ton',
  'near-protocol': 'near', 'harmony-shard-0': 'harmony', 'hedera-hashgraph': 'hedera', xrp: 'xrp-ledger', xdai: 'gnosis', hyperevm: 'hyperliquid',
  ordinals: 'bitcoin', 'klay-token': 'kaia', rootstock: 'rsk', 'avalanche-2': 'avalanche',
};

/** Coins whose chain has another name than themselves. */
const OWN_CHAINS: Readonly<Record<string, string>> = {
  binancecoin: 'bnb', ripple: 'xrp-ledger', 'avalanche-2': 'avalanche', 'matic-network': 'polygon', 'the-open-network': 'ton', 'crypto-com-chain': 'cronos',
  'hedera-hashgraph': 'hedera', 'terra-luna': 'terra', 'terra-luna-2': 'terra', 'elrond-erd-2': 'multiversx', 'klay-token': 'kaia', 'zeta-chain': 'zetachain',
};

/** Algorithms that miners compute; CoinGecko writes stake protocols into the same field. */
const MINED = /sha-?(256|512|3)|scrypt|ethash|etchash|dagger|equihash|\bx(11|13|15|16|17|22|25)|kawpow|randomx|cryptonight|blake(2|3|256|\b)|lyra2|neoscrypt|groestl|myriad|quark|qubit|skein|cuck(oo|a)|eaglesong|heavyhash|autolykos|progpow|firopow|\bmtp\b|yes(power|crypt)|octopus|keccak|argon2|verthash|zelhash|beamhash|verushash|ghostrider|proof[- ]of[- ]work/i;

export interface Belonging {
  readonly externalId: string;
  /** Ids or names of its categories, in any order. */
  readonly categories: Iterable<string>;
  /** CoinGecko's platform that it lives on; null for a coin with a chain of its own, undefined where that is not known yet. */
  readonly platform?: string | null | undefined;
  readonly hashingAlgorithm?: string | null | undefined;
}

export interface Classified {
  /** Null until something says it. */
  readonly kind: AssetKind | null;
  readonly sectors: readonly string[];
  readonly ecosystem: string | null;
  readonly consensus: Consensus | null;
}

const MOST_SECTORS = 3;

/** Coin or token. Without a page: what secures a chain is a coin, what else lives on one a token; kinds are asked for before ecosystems. */
function chainKind(found: readonly Category[], platform: string | null | undefined): AssetKind | null {
  if (platform !== undefined) return platform === null ? 'coin' : 'token';
  if (found.some(({ id, secured }) => secured !== undefined || id === 'layer-1')) return 'coin';
  return found.some(({ ecosystem }) => ecosystem !== undefined) ? 'token' : null;
}

function keptOut(found: readonly Category[], named: ReadonlySet<string>): AssetKind | null {
  const listed = found.find(({ kind }) => kind !== undefined)?.kind;
  return listed ?? KIND_WORDS.find(([words]) => [...named].some((name) => words.test(name)))?.[1] ?? null;
}

function consensusOf(found: readonly Category[], algorithm: string): Consensus | null {
  const mined = MINED.test(algorithm) || found.some(({ secured }) => secured === 'pow');
  const staked = found.some(({ secured }) => secured === 'pos');
  if (mined) return staked ? 'hybrid' : 'pow';
  return staked ? 'pos' : null;
}

/** What an asset is by the categories it belongs to (Rule 2.5). Example: in 'stablecoins' and 'ethereum-ecosystem' it is a stablecoin of Ethereum. */
export function classify({ externalId, categories, platform, hashingAlgorithm }: Belonging): Classified {
  const named = new Set([...categories].map((category) => category.trim().toLowerCase()));
  const found = CATEGORIES.filter(({ id, name }) => named.has(id) || named.has(name.toLowerCase()));
  const kind = keptOut(found, named) ?? chainKind(found, platform);
  const sectors = [...new Set(found.flatMap(({ sector }) => sector ?? []))].slice(0, MOST_SECTORS);
  const ownChain = OWN_CHAINS[externalId] ?? externalId;
  const beside = found.find(({ ecosystem }) => ecosystem !== undefined)?.ecosystem ?? null;
  const ecosystem = platform ? (PLATFORMS[platform] ?? platform) : kind === 'coin' ? ownChain : beside;
  const consensus = kind === 'coin' ? consensusOf(found, hashingAlgorithm ?? '') : kind === null ? null : 'none';
  return { kind, sectors, ecosystem, consensus };
}
