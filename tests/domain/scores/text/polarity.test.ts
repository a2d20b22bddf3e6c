import { describe, expect, it } from 'vitest';
import { createRng } from '@/lib/domain/foundation/rng';
import { BURDENS, GROW, LESSEN, NEGATORS } from '@/lib/domain/scores/text/lexicon-classes';
import { PHRASES_BY_FIRST } from '@/lib/domain/scores/text/lexicon-phrases';
import { WORD_VALENCE } from '@/lib/domain/scores/text/lexicon-words';
import { polaritySign, scoreClauses, textPolarity, toPolarity } from '@/lib/domain/scores/text/polarity';
import { turnIronicPraise } from '@/lib/domain/scores/text/sarcasm';
import { tokenizeText } from '@/lib/domain/scores/text/tokenize';
import { wordForms } from '@/lib/domain/scores/text/word-forms';
import { isOneOf, wordSigns } from '@/lib/domain/scores/text/word-signs';

const texts = (text: string) => tokenizeText(text).map((token) => token.text);
const signOf = (text: string) => polaritySign(textPolarity(text));

describe('the pieces of a text', () => {
  it.each([
    ["$SOL isn't up 5%!", ['$SOL', "isn't", 'up', '5%', '!']],
    ['BTC −8.1% today — read https://x.example/a?b', ['BTC', '-8.1%', 'today', ',', 'read']],
    ['#Bitcoin 🚀🚀 near-term “high”', ['Bitcoin', 'near-term', '"', 'high', '"']],
    ['ﬁne’s 1,204 $40m', ["fine's", '1,204', '$40m']],
    ['', []],
  ])('%j', (text, pieces) => expect(texts(text)).toEqual(pieces));

  it('are of a kind', () => {
    expect(tokenizeText('$SOL up 5%!').map(({ kind }) => kind)).toEqual(['cashtag', 'word', 'number', 'mark']);
  });

  it.each([['rallies', 'rally'], ['dropped', 'drop'], ['fell', 'fall'], ['losing', 'lose'], ['surged', 'surge'], ["bitcoin's", 'bitcoin'], ['sharply', 'sharp']])('%s may be a form of %s', (word, base) => {
    expect(wordForms(word)).toContain(base);
    expect(wordForms(word)[0]).toBe(word);
  });
});

describe('the lexicon', () => {
  it('has valences of its scale, and words that can be met', () => {
    expect(WORD_VALENCE.size).toBeGreaterThan(300);
    expect(WORD_VALENCE.get('soar')).toBe(3);
    expect(WORD_VALENCE.get('slide')).toBe(-1);
    for (const [word, valence] of WORD_VALENCE) {
      expect(Math.abs(valence)).toBeLessThanOrEqual(3);
      expect(texts(word)).toEqual([word]);
    }
    expect(PHRASES_BY_FIRST.get('rug')?.[0]).toEqual({ words: ['rug', 'pull'], valence: -3 });
    expect(PHRASES_BY_FIRST.get('flash')?.[0]?.valence).toBe(0);
    expect(isOneOf(wordForms('rallies'), new Set(['rally']))).toBe(true);
    expect([...NEGATORS].filter((word) => texts(word).length !== 1)).toEqual([]);
    expect([...BURDENS].every((word) => word.length > 2) && GROW.size > 20 && LESSEN.size > 30).toBe(true);
  });

  it('lets phrases speak before words, and growth and decline by what grows or declines', () => {
    const valences = (text: string) => wordSigns(tokenizeText(text)).map(({ valence }) => valence);
    expect(valences('losses narrow')).toEqual([0, 1.5]);
    expect(valences('fees rise')).toEqual([0, -1.5]);
    expect(valences('rug pull')).toEqual([-3, 0]);
    expect(valences('BTC +6.4% -0.2% -3%')).toEqual([0, 2, 0, -2]);
    expect(valences('the network is down')[3]).toBe(-1);
    expect(valences('SOL down 3%')[1]).toBe(-2);
  });

  it('takes praise back that a complaint follows', () => {
    const signs = wordSigns(tokenizeText('Great, another bridge drained'));
    turnIronicPraise(signs);
    expect(signs[0]?.valence).toBe(-2);
  });
});

describe('polarity', () => {
  it.each<[string, -1 | 0 | 1]>([
    ['Bitcoin did not fall', 1], ['Bitcoin falls', -1], ['Will bitcoin crash?', 0], ['Bitcoin may crash', 0], ['Why is bitcoin crashing?', -1],
    ['Unlock fears fade', 1], ['Rally fades', -1], ['Bitcoin rallies as hack fears fade', 1], ['Partnership delayed', -1], ['Unlock delayed', 1], ['Regulator lifts ban', 1], ['Regulator bans token', -1], ['Attacker returns stolen coins', 1], ['Attacker keeps stolen coins', -1],
    ['How exploits work, explained', 0], ['Token neither rises nor falls', 0], ['Despite outage, token rallies', 1], ['Token rallies, then crashes', -1], ['So "safe" that it was hacked', -1],
    ['The developers fail to deliver an improvement', -1], ['No hack and no outage', 1], ['A failed exchange', -1], ['', 0], ['Blocks follow blocks', 0],
  ])('of %j is %i', (text, sign) => expect(signOf(text)).toBe(sign));

  it('stands on a scale from −1 to 1 that no pile of words leaves', () => {
    expect(toPolarity(2)).toBeCloseTo(0.63, 2);
    expect(toPolarity(0)).toBe(0);
    expect(textPolarity('crash hack scam '.repeat(200))).toBeGreaterThan(-1);
    expect(polaritySign(0.1)).toBe(0);
    expect(scoreClauses('Bitcoin rises, ether falls').map(({ value }) => value)).toEqual([1, -2]);
  });

  it('is a number for whatever text, in time', () => {
    const rng = createRng(11);
    const alphabet = ['not ', 'if ', 'crash ', '"', '$SOL ', '?', ', ', 'but ', 'fees ', 'rise ', '\u0000', '🚀', 'é', '5% ', 'neither ', 'to ', 'failed '];
    for (let i = 0; i < 300; i += 1) {
      const text = Array.from({ length: rng.int(60) }, () => alphabet[rng.int(alphabet.length)]).join('');
      const polarity = textPolarity(text);
      expect(Math.abs(polarity)).toBeLessThanOrEqual(1);
      expect(textPolarity(text)).toBe(polarity);
    }
    expect(textPolarity('not '.repeat(50_000))).toBe(0);
  });
});
