import type { IsoDay } from '../foundation/iso-day';

/** What an asset is. Only `coin` and `token` can be index constituents (Rule 2.2). */
export const ASSET_KINDS = ['coin', 'token', 'stablecoin', 'wrapped', 'staked', 'leveraged', 'exchange-iou', 'other'] as const;
export type AssetKind = (typeof ASSET_KINDS)[number];

/** How an asset's chain is secured; `other` is neither work nor stake, `none` has no chain of its own; null is unknown. */
export const CONSENSUS_KINDS = ['pow', 'pos', 'hybrid', 'other', 'none'] as const;
export type Consensus = (typeof CONSENSUS_KINDS)[number];

/** How a price series ends (Rule 2.1): still alive, dead (price gone), or truncated (the source stopped). */
export type Ending = 'alive' | 'dead' | 'truncated';

/** An asset as one dataset describes it. `id` is a lower-case slug; the symbol is a label, never an id. */
export interface Asset {
  readonly id: string;
  readonly symbol: string;
  readonly name: string;
  readonly kind: AssetKind;
  /** Up to three, most defining first; empty where unknown. */
  readonly sectors: readonly string[];
  readonly ecosystem: string | null;
  readonly consensus: Consensus | null;
  /** Hard cap in units as issued; null = none or not known. */
  readonly maxSupply: number | null;
  readonly firstDay: IsoDay;
  readonly lastDay: IsoDay;
  readonly ending: Ending;
}

/**
 * An asset as it was known on a day: before its last close nobody knew that its series would end, nor what would succeed it.
 * Example: of an asset that died on 2022-05-12 the ending on 2021-11-10 is 'alive'.
 */
export function asKnownOn<A extends Pick<Asset, 'ending' | 'lastDay'> & { readonly successor: string | null }>(asset: A, day: IsoDay): A {
  return day < asset.lastDay ? { ...asset, ending: 'alive', successor: null } : asset;
}
