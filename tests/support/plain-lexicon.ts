import { WORD_VALENCE } from '@/lib/domain/scores/text/lexicon-words';
import { tokenizeText } from '@/lib/domain/scores/text/tokenize';
import { wordForms } from '@/lib/domain/scores/text/word-forms';

/**
 * The baseline: −1, 0 or 1 by good words minus bad words alone, without order, negation, numbers or questions.
 * Example: "Bitcoin did not fall" is −1.
 */
export function plainLexiconSign(text: string): -1 | 0 | 1 {
  let balance = 0;
  for (const { lower } of tokenizeText(text)) {
    const form = wordForms(lower).find((one) => WORD_VALENCE.has(one));
    if (form !== undefined) balance += Math.sign(WORD_VALENCE.get(form) ?? 0);
  }
  return balance > 0 ? 1 : balance < 0 ? -1 : 0;
}
