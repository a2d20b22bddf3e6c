/** Past forms that no ending tells. */
const IRREGULAR: ReadonlyMap<string, string> = new Map(
  'found find,lost lose,fell fall,fallen fall,rose rise,risen rise,grew grow,grown grow,broke break,broken break,won win,sold sell,bought buy,shook shake,took take,taken take,went go,gone go,came come,left leave,sank sink,sunk sink,held hold,paid pay,got get,gave give,led lead,stole steal,kept keep,lent lend,shrank shrink,shrunk shrink,froze freeze,sought seek,withdrew withdraw,overtook overtake,outgrew outgrow,beaten beat,proven prove,forgot forget'
    .split(',').map((pair) => pair.split(' ') as [string, string]),
);
const VOWEL = /[aeiouy]/;

function withoutEnding(word: string, ending: string, add = ''): string | null {
  if (!word.endsWith(ending)) return null;
  const stem = word.slice(0, word.length - ending.length);
  return stem.length >= 2 && VOWEL.test(stem) ? stem + add : null;
}

function undoubled(stem: string | null): string | null {
  return stem !== null && /([bdgklmnprt])\1$/.test(stem) ? stem.slice(0, -1) : null;
}

/**
 * The word and what it may be a form of, the likeliest first: plural, third person, past, -ing, -ly. A light stemmer after the idea of Porter
 * (An Algorithm for Suffix Stripping, 1980) that proposes instead of deciding: whoever looks up takes the first that is known.
 * Example: `rallies` proposes `rally`, `dropped` proposes `drop`.
 */
export function wordForms(word: string): string[] {
  const past = withoutEnding(word, 'ed');
  const going = withoutEnding(word, 'ing');
  const proposed = [
    word, IRREGULAR.get(word) ?? null, withoutEnding(word, "'s"), withoutEnding(word, 'ies', 'y'), withoutEnding(word, 'ied', 'y'), withoutEnding(word, 's'), withoutEnding(word, 'es'), withoutEnding(word, 'd'),
    past, undoubled(past), going, withoutEnding(word, 'ing', 'e'), undoubled(going), withoutEnding(word, 'ly'),
  ];
  return [...new Set(proposed.filter((form) => form !== null))];
}
