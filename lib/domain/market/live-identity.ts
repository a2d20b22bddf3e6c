import { TICKER_AGREES_WITHIN } from './live-rules';

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const LONGEST = 80;

/** FNV-1a of 32 bits in base 36: tells apart what sanitising made the same. */
function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash.toString(36).padStart(7, '0');
}

/**
 * Our id for an asset that a source names `externalId`: that name itself where it is a slug, else what is left of it as one with a mark made
 * from the whole name. It depends on the name alone, so whichever of two alike names comes first, both always get the same ids.
 * Example: `bitcoin` stays; `foo_bar` becomes `foo-bar-` and 7 characters, and `FOO bar` the same with others.
 */
export function assetIdFor(externalId: string): string {
  if (SLUG.test(externalId) && externalId.length <= LONGEST) return externalId;
  const letters = externalId.normalize('NFKD').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, LONGEST).replace(/-+$/, '');
  return `${letters === '' ? 'asset' : letters}-${shortHash(externalId)}`;
}

/** An asset that a ticker may mean. USD; NaN where no price is known. */
export interface TickerCandidate {
  readonly assetId: string;
  readonly price: number;
}

/** What a ticker means, or why that cannot be told. */
export type TickerMatch = { readonly ok: true; readonly assetId: string } | { readonly ok: false; readonly reason: string };

/**
 * Which asset a ticker on an exchange means: the only one of that symbol, and only where the prices agree within 10 %.
 * Example: one candidate at 100 for a price of 109 is it; at 111 it is refused; two candidates are 'ambiguous ticker'.
 */
export function matchTicker(price: number, candidates: readonly TickerCandidate[]): TickerMatch {
  const [only, ...others] = candidates;
  if (only === undefined) return { ok: false, reason: 'no listed asset has this ticker' };
  if (others.length > 0) return { ok: false, reason: `ambiguous ticker: ${candidates.length} listed assets have it` };
  if (!(price > 0 && only.price > 0)) return { ok: false, reason: 'ambiguous ticker: no price to tell it by' };
  return Math.abs(price / only.price - 1) <= TICKER_AGREES_WITHIN ? { ok: true, assetId: only.assetId } : { ok: false, reason: 'ambiguous ticker: its price is not that of the listed asset' };
}

/**
 * CoinGecko's name of each asset that Coin Metrics has community data of; Coin Metrics speaks in its own tickers. Left out is what one of
 * its names describes only in part: coins that live on several chains (BNB, LEO, USDT, …) and tokens that moved to another contract (GNT, REP, …).
 */
export const COIN_METRICS_IDS: Readonly<Record<string, string>> = {
  '1inch': '1inch', aave: 'aave', ada: 'cardano', algo: 'algorand', atom: 'cosmos', bal: 'balancer',
  bat: 'basic-attention-token', bch: 'bitcoin-cash', bsv: 'bitcoin-cash-sv', btc: 'bitcoin', btg: 'bitcoin-gold', busd: 'binance-usd', comp: 'compound-governance-token',
  crv: 'curve-dao-token', cvc: 'civic', dai: 'dai', dash: 'dash', dcr: 'decred', dgb: 'digibyte', doge: 'dogecoin', dot: 'polkadot', ens: 'ethereum-name-service',
  eos: 'eos', etc: 'ethereum-classic', eth: 'ethereum', ftt: 'ftx-token', fun: 'funfair', gas: 'gas', gno: 'gnosis', grin: 'grin', grt: 'the-graph', gusd: 'gemini-dollar',
  ht: 'huobi-token', hbtc: 'huobi-btc', icp: 'internet-computer', link: 'chainlink', lrc: 'loopring', ltc: 'litecoin',
  mana: 'decentraland', matic_eth: 'matic-network', mkr: 'maker', neo: 'neo', nxm: 'nxm', okb: 'okb', omg: 'omisego', pax: 'paxos-standard', paxg: 'pax-gold', ppt: 'populous',
  qnt: 'quant-network', ren: 'republic-protocol', renbtc: 'renbtc', snt: 'status', snx: 'havven', sol: 'solana', sushi: 'sushi', swrv: 'swerve-dao', trx: 'tron',
  uma: 'uma', uni: 'uniswap', vtc: 'vertcoin', wbtc: 'wrapped-bitcoin', weth: 'weth', wtc: 'waltonchain', xaut: 'tether-gold', xem: 'nem', xlm: 'stellar', xmr: 'monero',
  xrp: 'ripple', xtz: 'tezos', xvg: 'verge', yfi: 'yearn-finance', zec: 'zcash', zrx: '0x',
};
