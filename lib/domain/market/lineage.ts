import { dec, decText, ONE } from '../foundation/decimal';

/** One economic coin under several ids over time, oldest first. Only the newest with a price can be held (Rule 2.2). */
export interface Lineage {
  readonly members: readonly string[];
  /** Units that one unit of each member but the last became of the next one: exact decimal text. */
  readonly ratios: readonly string[];
  /** Day of the last migration or renaming. */
  readonly since: string;
  /** Who announced it. */
  readonly source: string;
}

/** The known lineages (Rules 2.1 and 2.2). An airdrop of a new chain (Terra 2.0) is not one: the old coin goes on. */
export const LINEAGES: readonly Lineage[] = [
  { members: ['ethlend', 'aave'], ratios: ['0.01'], since: '2020-10-02', source: 'Aave Improvement Proposal 1: LEND becomes AAVE, 100 to 1' },
  { members: ['kyber-network', 'kyber-network-crystal'], ratios: ['1'], since: '2021-04-20', source: 'Kyber Improvement Proposal 6: KNC legacy (KNCL) becomes KNC, 1 to 1' },
  { members: ['pundi-x', 'pundi-x-2'], ratios: ['0.001'], since: '2021-03-30', source: 'Pundi X: NPXS becomes PUNDIX, 1,000 to 1' },
  { members: ['thorchain-erc20', 'thorchain'], ratios: ['1'], since: '2021-04-13', source: 'THORChain: RUNE on Ethereum becomes native RUNE, 1 to 1' },
  { members: ['e-radix', 'radix'], ratios: ['1'], since: '2021-07-28', source: 'Radix: eXRD on Ethereum stands for XRD of the Olympia network, 1 to 1' },
  { members: ['elrond-erd', 'elrond-erd-2'], ratios: ['0.001'], since: '2020-09-03', source: 'Elrond: ERD becomes EGLD, 1,000 to 1' },
  { members: ['matic-network', 'polygon-ecosystem-token'], ratios: ['1'], since: '2024-09-04', source: 'Polygon Labs: MATIC becomes POL, 1 to 1' },
  { members: ['bittorrent-old', 'bittorrent'], ratios: ['1000'], since: '2022-01-12', source: 'BitTorrent: BTTOLD becomes BTT, 1 to 1,000' },
  { members: ['fantom', 'sonic-3'], ratios: ['1'], since: '2025-01-16', source: 'Sonic Labs: FTM becomes S, 1 to 1' },
  { members: ['klay-token', 'kaia'], ratios: ['1'], since: '2024-10-31', source: 'Kaia Foundation: KLAY becomes KAIA, 1 to 1' },
  { members: ['eos', 'vaulta'], ratios: ['1'], since: '2025-05-14', source: 'Vaulta Foundation: EOS becomes A, 1 to 1' },
];

const BY_MEMBER: ReadonlyMap<string, Lineage> = new Map(LINEAGES.flatMap((lineage) => lineage.members.map((id) => [id, lineage] as const)));

/** The lineage an asset belongs to, or null. Example: of `aave` it is the one that starts with `ethlend`. */
export function lineageOf(id: string): Lineage | null {
  return BY_MEMBER.get(id) ?? null;
}

/**
 * The ids that came after an asset in its lineage, oldest first; empty where none is known.
 * Example: after `ethlend` came `aave`; nothing came after `aave`.
 */
export function successorsOf(id: string): readonly string[] {
  const lineage = BY_MEMBER.get(id);
  return lineage ? lineage.members.slice(lineage.members.indexOf(id) + 1) : [];
}

/** The ids that came before an asset in its lineage, oldest first; empty where none is known. Example: before `aave` came `ethlend`. */
export function predecessorsOf(id: string): readonly string[] {
  const lineage = BY_MEMBER.get(id);
  return lineage ? lineage.members.slice(0, lineage.members.indexOf(id)) : [];
}

/**
 * The newest member of an asset's lineage among those present; null where the asset itself is it.
 * Example: of `ethlend` among {ethlend, aave} it is `aave`; among {ethlend} it is null.
 */
export function newestSuccessor(id: string, present: ReadonlySet<string>): string | null {
  return successorsOf(id).findLast((member) => present.has(member)) ?? null;
}

/** How one member of a lineage became a later one: exact units of the new for one of the old, the day, and who announced it. */
export interface LineageStep {
  readonly ratio: string;
  readonly since: string;
  readonly source: string;
}

/**
 * How `from` became `to`; null where they are not members of one lineage in this order.
 * Example: of `ethlend` to `aave` the ratio is 0.01, since 2020-10-02.
 */
export function lineageStep(from: string, to: string): LineageStep | null {
  const lineage = BY_MEMBER.get(from);
  if (lineage === undefined) return null;
  const [at, end] = [lineage.members.indexOf(from), lineage.members.indexOf(to)];
  if (end <= at) return null;
  const ratio = lineage.ratios.slice(at, end).reduce((product, step) => product.times(dec(step)), ONE);
  return { ratio: decText(ratio), since: lineage.since, source: lineage.source };
}
