export const NOW = new Date('2026-05-02T10:00:00.000Z');

export const at = (time: string): number => Date.parse(time.length === 10 ? `${time}T00:00:00Z` : time) / 1_000;

/** One of /protocols, by hand and to the recorded shape. */
export const protocol = (fields: Record<string, unknown> = {}): Record<string, unknown> => ({
  id: '9001', name: 'Kelp Swap', slug: 'kelp-swap', gecko_id: 'kelp-coin', parentProtocol: null, category: 'Dexs', chain: 'Multi-Chain', chains: ['Ethereum', 'Base'], url: 'https://kelp.test\r\n',
  tvl: 300, chainTvls: { Ethereum: 200, Base: 100, 'Ethereum-staking': 50, staking: 50, pool2: 7, borrowed: 9 }, ...fields,
});

export const pool = (fields: Record<string, unknown> = {}): Record<string, unknown> => ({
  chain: 'Ethereum', project: 'kelp-swap', symbol: 'KELP-USD', tvlUsd: 12_000, apyBase: 2.5, apyReward: 10, apy: 12.5, rewardTokens: null, pool: 'pool-1', stablecoin: false, poolMeta: null, ...fields,
});

export const stable = (fields: Record<string, unknown> = {}): Record<string, unknown> => ({
  id: '77', name: 'Kelp Dollar', symbol: 'KUSD', gecko_id: 'kelp-dollar', pegType: 'peggedUSD', priceSource: 'defillama', pegMechanism: 'crypto-backed', circulating: { peggedUSD: 1_000 }, chains: ['Ethereum'], price: 0.998, ...fields,
});

export const told = (refused: readonly { readonly subject: string; readonly reason: string }[]): string[] => refused.map(({ subject, reason }) => `${subject}: ${reason}`);
