/** What a source said of an asset beside its prices, as far as it said anything. */
export interface Statement {
  /** Empty where the statement names nothing. */
  readonly label: readonly [symbol: string, name: string] | readonly [];
  readonly kind: string | null;
  readonly sectors: readonly string[];
  readonly ecosystem: string | null;
  readonly consensus: string | null;
  /** Plain decimal text, units. */
  readonly maxSupply: string | null;
  /** Contract address by chain. */
  readonly platforms: Readonly<Record<string, string>>;
  /** `owner/name`. */
  readonly repositories: readonly string[];
}

export const STATED_FIELDS = ['label', 'kind', 'sectors', 'ecosystem', 'consensus', 'maxSupply', 'platforms', 'repositories'] as const;
export type StatedField = (typeof STATED_FIELDS)[number];

/** A stated value, when it was said (milliseconds since 1970), and whether on the asset's own page, which outranks a listing. */
export interface Stated {
  readonly value: unknown;
  readonly at: number;
  readonly described: boolean;
}

/** All that stands of a source's statements about an asset, and every label that it ever bore. */
export interface Dossier {
  readonly fields: Readonly<Partial<Record<StatedField, Stated>>>;
  /** `SYMBOL Name`, sorted. */
  readonly labels: readonly string[];
}

const isSilent = (value: unknown): boolean => value === null || (Array.isArray(value) ? value.length === 0 : typeof value === 'object' && Object.keys(value).length === 0);

function outranks(one: Stated, other: Stated): boolean {
  if (one.described !== other.described) return one.described;
  if (one.at !== other.at) return one.at > other.at;
  return JSON.stringify(one.value) > JSON.stringify(other.value);
}

/**
 * The dossier with a statement added: per field what the asset's own page says, else the newest; silence (null, empty) changes nothing. The order
 * in which statements are added does not matter. Example: a listing with a new symbol changes the label and keeps the old one in `labels`.
 */
export function addStatement(dossier: Dossier, statement: Statement, at: number, described: boolean): Dossier {
  const fields: Partial<Record<StatedField, Stated>> = { ...dossier.fields };
  for (const field of STATED_FIELDS) {
    if (isSilent(statement[field])) continue;
    // A label is in every answer, so that the newest is the truth wherever it was said.
    const stated = { value: statement[field], at, described: described && field !== 'label' };
    const stands = fields[field];
    if (!stands || outranks(stated, stands)) fields[field] = stated;
  }
  const label = statement.label.join(' ');
  return { fields, labels: label === '' ? dossier.labels : [...new Set([...dossier.labels, label])].sort() };
}

/** What stands, field by field; null or empty where nobody said anything. */
export function standing({ fields }: Dossier): Statement {
  const value = <T>(field: StatedField, silent: T): T => (fields[field]?.value ?? silent) as T;
  return {
    label: value<Statement['label']>('label', []),
    kind: value('kind', null),
    sectors: value<readonly string[]>('sectors', []),
    ecosystem: value('ecosystem', null),
    consensus: value('consensus', null),
    maxSupply: value('maxSupply', null),
    platforms: value<Readonly<Record<string, string>>>('platforms', {}),
    repositories: value<readonly string[]>('repositories', []),
  };
}
