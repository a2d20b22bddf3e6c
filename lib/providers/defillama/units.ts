import 'server-only';
import { schemaFault, type Refusals } from '../refusals';
import { chainSchema, protocolSchema, type Chain, type Protocol } from './schema';

/** A thing whose value locked and fees count for an asset: its own chain, or a protocol with all its versions. */
export interface Unit {
  readonly kind: 'chain' | 'protocol';
  /** The name of a chain, the slug of a protocol. */
  readonly at: string;
  /** Slugs of its versions; none for a chain. */
  readonly slugs: readonly string[];
  /** Names under which fees are told; none that another protocol bears too. */
  readonly names: readonly string[];
}

/** What exchanges hold for their customers is not locked in a protocol; chains are told by themselves. */
const LEFT_OUT = new Set(['CEX', 'Chain']);
const NOT_PLAIN = /(^|-)(staking|pool2|borrowed|vesting|treasury|owntokens|offers|doublecounted|liquidstaking|dcandlsoverlap)$/i;

/** Value locked as DefiLlama counts it: the plain chains, without what is staked, pooled with the own token, or borrowed. */
export function plainTvl(chainTvls: Protocol['chainTvls']): number | null {
  const plain = Object.entries(chainTvls ?? {}).filter((entry): entry is [string, number] => entry[1] !== null && !NOT_PLAIN.test(entry[0]));
  return plain.length === 0 ? null : plain.reduce((sum, [, value]) => sum + value, 0);
}

/** The protocols that are as described; a broken row is refused by its slug or name, and of two with one slug the first stands. */
export function readProtocols(rows: readonly unknown[], refusals: Refusals): Protocol[] {
  const seen = new Set<string>();
  return rows.flatMap((row) => {
    const parsed = protocolSchema.safeParse(row);
    if (!parsed.success) {
      const named = row as { slug?: unknown; name?: unknown } | null;
      refusals.add(String(named?.slug ?? named?.name ?? ''), '', schemaFault(parsed.error), row);
      return [];
    }
    const { slug, category } = parsed.data;
    if (seen.has(slug)) refusals.add(slug, '', 'it came twice (the first stands)', row);
    return seen.size === seen.add(slug).size || LEFT_OUT.has(category ?? '') ? [] : [parsed.data];
  });
}

/** Chains by name, the first of two of one name. */
export function readChains(rows: readonly unknown[], refusals: Refusals): Chain[] {
  const chains = new Map<string, Chain>();
  for (const row of rows) {
    const parsed = chainSchema.safeParse(row);
    if (!parsed.success) refusals.add(String((row as { name?: unknown } | null)?.name ?? ''), '', schemaFault(parsed.error), row);
    else if (chains.has(parsed.data.name)) refusals.add(parsed.data.name, '', 'it came twice (the first stands)', row);
    else chains.set(parsed.data.name, parsed.data);
  }
  return [...chains.values()];
}

const parentSlug = (protocol: Protocol): string => protocol.parentProtocol?.replace(/^parent#/, '') ?? protocol.slug;

/** Versions by their parent; a family with several coins of its own is taken apart, since none of them stands for the whole. */
function families(protocols: readonly Protocol[]): Map<string, Protocol[]> {
  const together = new Map<string, Protocol[]>();
  for (const protocol of protocols) together.set(parentSlug(protocol), [...(together.get(parentSlug(protocol)) ?? []), protocol]);
  const apart = new Map<string, Protocol[]>();
  for (const [slug, members] of together) {
    const coins = new Set(members.flatMap(({ gecko_id: id }) => id || []));
    if (coins.size <= 1) apart.set(slug, members);
    else for (const member of members) apart.set(member.slug, [member]);
  }
  return apart;
}

/** All units by CoinGecko's id of the asset. The coin of a chain is judged by its chain; versions count together under their parent. */
export function unitsOf(protocols: readonly Protocol[], chains: readonly Chain[]): Map<string, Unit[]> {
  const bearers = new Map<string, number>();
  for (const { name } of [...protocols, ...chains]) bearers.set(name, (bearers.get(name) ?? 0) + 1);
  const own = (names: readonly string[]): string[] => names.filter((name) => bearers.get(name) === 1);
  const units = new Map<string, Unit[]>();
  const add = (id: string, unit: Unit): unknown => units.set(id, [...(units.get(id) ?? []).filter(({ kind }) => unit.kind === kind), unit]);
  for (const [at, members] of families(protocols)) {
    const id = members.find(({ gecko_id: coin }) => coin)?.gecko_id;
    if (id) add(id, { kind: 'protocol', at, slugs: members.map(({ slug }) => slug), names: own(members.map(({ name }) => name)) });
  }
  for (const { gecko_id: id, name } of chains) if (id) add(id, { kind: 'chain', at: name, slugs: [], names: own([name]) });
  return units;
}
