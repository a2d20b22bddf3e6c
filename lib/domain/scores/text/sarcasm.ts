import type { WordSign } from './word-signs';

/** Praise that opens a sentence and is taken back by its rest. */
const OPENERS: ReadonlySet<string> = new Set(['great', 'wonderful', 'fantastic', 'nice', 'bravo', 'amazing', 'impressive', 'love', 'best', 'congratulations', 'sure', 'brilliant', 'excellent', 'lovely', 'thanks', 'superb']);

/** Within quotation marks praise is somebody else's word, and doubted. */
function doubtQuoted(signs: readonly WordSign[]): void {
  let open = false;
  for (const sign of signs) {
    if (sign.token.lower === '"') open = !open;
    else if (open && sign.valence > 0) sign.valence *= -1;
  }
}

/**
 * Turns praise that is not meant: one of the first three words of a text that complains later on, and praise in quotation marks.
 * Example: in "Great, another bridge drained" `great` says −2.
 */
export function turnIronicPraise(signs: readonly WordSign[]): void {
  doubtQuoted(signs);
  const complains = signs.some(({ valence }) => valence < 0);
  if (!complains) return;
  for (const sign of signs.slice(0, 3)) if (OPENERS.has(sign.token.lower) && sign.valence > 0) sign.valence *= -1;
}
