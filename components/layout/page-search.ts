export type PageSearch = Promise<Readonly<Record<string, string | string[] | undefined>>>;

/** The address's query as text, in one piece, as forms and links write it. */
export async function toSearch(search: PageSearch): Promise<string> {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(await search)) for (const each of [value].flat()) if (each !== undefined) params.append(key, each);
  return params.toString();
}
