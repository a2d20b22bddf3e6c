import type { Columns, MarketPanel } from '../market/panel';
import type { DataNeed, Methodology } from './methodology';

/** What each need is called where an index waits for it. */
export const DATA_NEED_WORDS: Readonly<Record<DataNeed, string>> = {
  marketCap: 'market caps',
  tradedValue: 'traded values',
  sectors: 'sectors of the tokens',
  ecosystems: 'ecosystems of the tokens',
  consensus: 'consensus of the tokens',
  stakingYields: 'staking yields with what part of them users pay',
  yieldSources: 'yield sources with their age, audit and size',
};

/** Names under which a dataset would carry what Rule 9.2 asks about yields. */
const YIELD_METRICS = { stakingYields: 'StakingYield', yieldSources: 'ProtocolYield' } as const;

function anyValue(columns: Columns): boolean {
  return columns.some((column) => column.some((value) => !Number.isNaN(value)));
}

/** What a market's data can feed. Example: a panel without a metric StakingYield lacks `stakingYields`. */
export function availableData(panel: MarketPanel): ReadonlySet<DataNeed> {
  const found = new Set<DataNeed>();
  if (anyValue(panel.marketCap)) found.add('marketCap');
  if (anyValue(panel.tradedValue)) found.add('tradedValue');
  if (panel.assets.some(({ sectors }) => sectors.length > 0)) found.add('sectors');
  if (panel.assets.some(({ ecosystem }) => ecosystem !== null)) found.add('ecosystems');
  if (panel.assets.some(({ consensus }) => consensus !== null)) found.add('consensus');
  for (const need of ['stakingYields', 'yieldSources'] as const) if (panel.metrics.has(YIELD_METRICS[need])) found.add(need);
  return found;
}

/** What a methodology waits for, in words; empty when it can run. Example: `defi-yield` without yields waits for yield sources. */
export function missingData(methodology: Methodology, available: ReadonlySet<DataNeed>): string[] {
  return methodology.needs.filter((need) => !available.has(need)).map((need) => DATA_NEED_WORDS[need]);
}
