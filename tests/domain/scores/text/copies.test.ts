import { describe, expect, it } from 'vitest';
import { createRng } from '@/lib/domain/foundation/rng';
import { CopyFinder, copyWeight, ORIGINAL } from '@/lib/domain/scores/text/copies';
import { bandsOf, shinglesOf, similarity, sketchOf } from '@/lib/domain/scores/text/min-hash';
import { tokenizeText } from '@/lib/domain/scores/text/tokenize';

const HOUR = 3_600_000;
const sketch = (text: string) => sketchOf(tokenizeText(text));
const text = (id: string, hours: number, words: string) => ({ id, at: hours * HOUR, sketch: sketch(words) });
const STORY = 'Harbor bridge pauses transfers after validators report missing signatures';

describe('a sketch', () => {
  it('estimates what two texts share', () => {
    const rng = createRng(3);
    let worst = 0;
    for (let i = 0; i < 200; i += 1) {
      const words = Array.from({ length: 12 }, () => `w${rng.int(4_000)}`);
      const other = words.map((word) => (rng.next() < 0.15 ? `x${rng.int(4_000)}` : word));
      const [a, b] = [shinglesOf(tokenizeText(words.join(' '))), shinglesOf(tokenizeText(other.join(' ')))];
      const exact = [...a].filter((shingle) => b.has(shingle)).length / new Set([...a, ...b]).size;
      worst = Math.max(worst, Math.abs(exact - similarity(sketch(words.join(' ')) as Uint8Array, sketch(other.join(' ')) as Uint8Array)));
    }
    // Four standard errors of 60 draws at one half.
    expect(worst).toBeLessThan(0.26);
  });

  it('is of words alone, the same whatever the case, marks, links and tags', () => {
    expect(sketch(`${STORY.toUpperCase()}!!! 🚀 $HBR https://a.example/1`)).toEqual(sketch(STORY));
    expect(similarity(sketch(STORY) as Uint8Array, sketch(STORY) as Uint8Array)).toBe(1);
    expect(sketch('🚀 $HBR !')).toBeNull();
    expect(bandsOf(sketch(STORY) as Uint8Array)).toHaveLength(20);
    expect([...shinglesOf(tokenizeText('Bitcoin falls'))]).toEqual(['bitcoin', 'falls', 'bitcoin falls']);
    expect(sketch('BITCOIN falls!')).toEqual(sketch('Bitcoin falls'));
  });
});

describe('copies', () => {
  it.each<[string, [number, string][], number[]]>([
    ['of one text within a day count on', [[0, STORY], [1, STORY], [2, STORY]], [0, 1, 2]],
    ['with a word changed are copies', [[0, STORY], [1, STORY.replace('missing', 'absent')]], [0, 1]],
    ['of another story are none', [[0, STORY], [1, 'Regulator opens consultation on staking services']], [0, 0]],
    ['a day later to the minute are', [[0, STORY], [24, STORY]], [0, 1]],
    ['after more than a day are none', [[0, STORY], [24.02, STORY]], [0, 0]],
    ['that go on for days stay copies', [[0, STORY], [20, STORY], [40, STORY]], [0, 1, 2]],
  ])('%s', (_, said, marks) => {
    const finder = new CopyFinder();
    expect(said.map(([hours, words], i) => finder.mark(text(`t${i}`, hours, words)).copy)).toEqual(marks);
  });

  it('share at least 60 % of their words and pairs: 37 of 60 hashes, since one in 256 is alike by chance', () => {
    const copyOf = (same: number): number => {
      const finder = new CopyFinder();
      finder.mark({ id: 'a', at: 0, sketch: Uint8Array.from({ length: 60 }, (_, i) => i) });
      return finder.mark({ id: 'b', at: HOUR, sketch: Uint8Array.from({ length: 60 }, (_, i) => (i < same ? i : 100 + i)) }).copy;
    };
    expect([copyOf(37), copyOf(36)]).toEqual([1, 0]);
  });

  it('go on from what was marked before', () => {
    const whole = new CopyFinder();
    const items = Array.from({ length: 30 }, (_, i) => text(`t${String(i).padStart(2, '0')}`, i, i % 3 === 0 ? STORY : `${STORY} number ${i % 5}`));
    const marks = items.map((item) => whole.mark(item));
    const resumed = new CopyFinder();
    items.slice(0, 12).forEach((item, i) => resumed.remember(item, marks[i] ?? ORIGINAL));
    expect(items.slice(12).map((item) => resumed.mark(item))).toEqual(marks.slice(12));
    expect(marks.slice(1).some(({ original }) => original === 't00')).toBe(true);
  });

  it('together never outweigh a third of the first', () => {
    expect([copyWeight(0), copyWeight(2)]).toEqual([1, 1 / 16]);
    expect(Array.from({ length: 500 }, (_, i) => copyWeight(i + 1)).reduce((sum, weight) => sum + weight, 0)).toBeLessThan(1 / 3 + 1e-9);
  });
});
