import 'server-only';

/** Ids, each once, cut into lists that fit into one request: at most so many, and so much text with their commas escaped. */
export function chunkIds(ids: readonly string[], most: number, mostText: number): string[][] {
  const chunks: string[][] = [];
  let text = 0;
  for (const id of new Set(ids)) {
    const last = chunks.at(-1);
    const length = encodeURIComponent(id).length + 3;
    if (last && last.length < most && text + length <= mostText) {
      last.push(id);
      text += length;
    } else {
      chunks.push([id]);
      text = length;
    }
  }
  return chunks;
}
