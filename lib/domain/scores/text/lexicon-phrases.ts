/** Several words that mean something else than each by itself, with their valence; 0 says nothing. Words match in any form. */
const PHRASES: readonly (readonly [string, number])[] = [
  ['all time high', 2.5], ['all-time high', 2.5], ['record high', 2.5], ['set record', 2.5], ['close at a record', 2], ['record low', -2.5], ['all-time low', -2.5], ['new low', -2.5], ['new high', 2.5], ['new peak', 1.5],
  ['lowest close', -2.5], ['lowest', -2], ['higher low', 1.5], ['lower high', -1.5], ['sell off', -2], ['cash out', -1], ['run out of', -2], ['dry up', -2], ['no wrongdoing', 2],
  ['golden cross', 2], ['lose steam', -2], ['go dark', -1.5], ['hold the bag', -2],
  ['short squeeze', 2], ['short seller', 0], ['bull market', 1], ['buy the dip', 0], ['take profit', -1], ['profit taking', -1], ['come back', 1], ['turn the corner', 2], ['end lower', -2],
  ['close lower', -2], ['close higher', 2], ['brush aside', 2], ['bear in tear', 2], ['send it', 1.5], ['stay away', -2], ['ghost chain', -2], ['zero user', -2], ['go down', -1.5], ['going lower', -2],
  ['white hat', 2], ['before anyone could', 1.5],
  ['flash loan', 0], ['hard fork', 0], ['fork', 0], ['exchange list', 0], ['bank says', 0], ['interest rate', 0], ['mining farm', 0], ['stress test', 0], ['share buyback', 1], ['token burn', 1], ['burn rate', 0.5], ['fee switch', 0],
  ['rug pull', -3], ['pull the rug', -3], ['lost its peg', -3], ['off its peg', -2], ['class action', -2], ['no longer', -1.5], ['death spiral', -3], ['profit warning', -2], ['lay off', -2], ['step down', -1],
  ['cut rate', 1.5], ['rate cut', 1.5], ['rate hike', -1.5], ['trade war', -1.5], ['safe haven', 1], ['hot inflation', -1.5], ['sign up', 1.5], ['pour in', 2], ['take in', 1.5], ['go live', 1.5],
  ['lower inflation', 1], ['without trouble', 2], ['prove wrong', -1], ['skeptic prove wrong', 2.5], ['do not expect', -1],
  ['another week another', -2], ['buy the top', -2], ['bought the top', -2], ['oh great', -1.5], ['just work', 2], ['hold strong', 1.5],
  ['hold steady', 0.5], ['in half', 0], ['lead large cap', 1], ['market share', 0.5], ['break out', 2], ['break down', -1.5], ['break support', -1.5], ['lose support', -1.5], ['wide support', 1.5], ['customer support', 0], ['live support', 0],
  ['lose license', -2.5], ['go under', -2], ['stall out', -1], ['out of cash', -2], ['treat water', 0], ['tread water', 0], ['take a breather', 0], ['take a break', -0.5], ['double digit', 0], ['rule based', 0],
  ['drop case', 2.5], ['drop charge', 2.5], ['find guilty', -3], ['not guilty', 2.5], ['push to outlaw', -2], ['legal tender', 2], ['ghost town', -2], ['in freefall', -3], ['bull and bear', 0], ['bulls and bears', 0], ['crypto gain', 0], ['capital gain', 0], ['if you ignore', 0], ['may not survive', -2.5], ['break resistance', 2], ['by default', 0], ['sign of', 0], ['catch fire', 0], ['on fire', 1], ['green light', 2], ['red flag', -2],
];

interface Phrase {
  readonly words: readonly string[];
  readonly valence: number;
}

function byFirstWord(): ReadonlyMap<string, readonly Phrase[]> {
  const found = new Map<string, Phrase[]>();
  for (const [text, valence] of [...PHRASES].sort(([a], [b]) => b.split(' ').length - a.split(' ').length)) {
    const words = text.split(' ');
    const first = words[0] ?? '';
    found.set(first, [...(found.get(first) ?? []), { words, valence }]);
  }
  return found;
}

/** Phrases by their first word, the longest first. Example: `rug pull` is −3, `flash loan` 0. */
export const PHRASES_BY_FIRST: ReadonlyMap<string, readonly Phrase[]> = byFirstWord();
