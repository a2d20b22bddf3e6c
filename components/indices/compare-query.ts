/** Indices that are compared at once. */
export const COMPARED_AT_MOST = 5;

/** Slugs as a form posts them, each once, as far as they are among `known`. Example: `?slugs=defi&slugs=ai` is ['defi', 'ai']. */
export function parseTicked(params: URLSearchParams, known: ReadonlySet<string>): string[] {
  return [...new Set(params.getAll('slugs').flatMap((text) => text.split(',')))].filter((slug) => known.has(slug));
}

/** The first five of them, which are compared. */
export function parsePicks(params: URLSearchParams, known: ReadonlySet<string>): string[] {
  return parseTicked(params, known).slice(0, COMPARED_AT_MOST);
}

/** The picks as an address's query. Example: ['defi', 'ai'] is "slugs=defi&slugs=ai". */
export function picksText(slugs: readonly string[]): string {
  return new URLSearchParams(slugs.map((slug) => ['slugs', slug])).toString();
}

/** Where the comparison of these stands. */
export function compareAddress(slugs: readonly string[]): string {
  return slugs.length === 0 ? '/indices/compare' : `/indices/compare?${picksText(slugs)}`;
}

/** The picks with one more, or without it where it was among them. */
export function toggled(slugs: readonly string[], slug: string): string[] {
  return slugs.includes(slug) ? slugs.filter((each) => each !== slug) : [...slugs, slug];
}
