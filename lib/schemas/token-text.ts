/** A headline or post that names a token, as its page shows it. */
export interface TokenText {
  readonly title: string;
  /** Null where the source gives no address. */
  readonly link: string | null;
  /** The host of a feed, or a source as a folder names it. */
  readonly source: string;
  readonly kind: 'news' | 'post';
  /** ISO 8601, UTC. */
  readonly publishedAt: string;
  /** ISO 639-1; null where it could not be told. */
  readonly language: string | null;
  /** What it says of this token, −1 to 1; null where its language was not read. */
  readonly polarity: number | null;
  readonly mood: 'positive' | 'neutral' | 'negative' | null;
  /** Who judged: the rules, a local model by its name, or nobody. */
  readonly method: { readonly by: 'rules' | 'model' | 'none'; readonly name: string };
  /** What it is about, the gravest first: hack, listing, upgrade … */
  readonly narratives: readonly string[];
  /** The how-manieth copy of another text it is, and whose; 0 for an original, which may have copies. */
  readonly copy: { readonly number: number; readonly of: string | null; readonly copies: number };
  /** How much it counts beside others of its day, 0 to 1: source, copy and how many tokens it names. */
  readonly weight: number;
}
