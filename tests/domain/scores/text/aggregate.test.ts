import { describe, expect, it } from 'vitest';
import { createRng } from '@/lib/domain/foundation/rng';
import { textMetrics, weightedPolarity, type SaidOf } from '@/lib/domain/scores/text/aggregate';

const said = (day: number, polarity: number | null, more: Partial<SaidOf> = {}): SaidOf => ({ assetId: 'bitcoin', kind: 'news', day, publishedDay: day, polarity, weight: 1, copy: false, ...more });
const always = () => true;
const series = (items: readonly SaidOf[], metric: string, from: number, to: number, isRead: (kind: string, day: number) => boolean = always) => {
  const values = new Map(textMetrics(items, isRead, from, to).filter((one) => one.metric === metric).map(({ day, value }) => [day, value]));
  return Array.from({ length: to - from + 1 }, (_, i) => values.get(from + i) ?? null);
};

describe('the polarity of a day', () => {
  it.each<[string, SaidOf[], number, number]>([
    ['halves with 7 days', [said(100, 1), said(93, -1)], 100, 0.33333],
    ['weighs sources', [said(100, 1, { weight: 0.2 }), said(100, -1, { weight: 0.6 })], 100, -0.5],
    ['leaves out what could not be judged', [said(100, null), said(100, 0.4)], 100, 0.4],
    ['knows nothing of later items', [said(101, -1), said(100, 0.4)], 100, 0.4],
    ['counts late news by its age, from the day it was seen', [said(100, 1, { publishedDay: 93 }), said(100, 0)], 100, 0.33333],
    ['remembers what is a day short of four half-lives', [said(100, 1), said(73, -1)], 100, (1 - 0.5 ** (27 / 7)) / (1 + 0.5 ** (27 / 7))],
    ['forgets what is four half-lives old', [said(100, 1), said(72, -1)], 100, 1],
    ['is absent where nobody was named', [], 100, Number.NaN],
    ['is absent where too little was said', [said(100, 1, { weight: 0.2 })], 100, Number.NaN],
    ['is absent after two half-lives of silence', [said(85, 1)], 100, Number.NaN],
  ])('%s', (_, items, day, mean) => {
    const found = weightedPolarity(items, day).mean;
    if (Number.isNaN(mean)) expect(found).toBeNaN();
    else expect(found).toBeCloseTo(mean, 4);
  });

  it('has a spread from two items on', () => {
    expect(weightedPolarity([said(100, 0.5)], 100).deviation).toBeNaN();
    expect(weightedPolarity([said(100, 1), said(100, -1)], 100).deviation).toBe(1);
  });
});

describe('daily metrics', () => {
  it('show one item for two half-lives, and count it once', () => {
    const items = [said(100, 0.5)];
    expect(series(items, 'NewsPolarity', 99, 116)).toEqual([null, ...Array<number>(15).fill(0.5), null, null]);
    expect(series(items, 'NewsCount', 99, 102)).toEqual([null, 1, 0, 0]);
    expect(series(items, 'NewsCount', 158, 160)).toEqual([0, 0, null]);
    expect(series(items, 'NewsDispersion', 99, 102)).toEqual([null, null, null, null]);
  });

  it('count nothing on days on which nobody read', () => {
    expect(series([said(100, 0.5)], 'NewsCount', 100, 103, (_, day) => day !== 101)).toEqual([1, null, 0, 0]);
  });

  it('count no copies and no history', () => {
    const items = [said(100, 0.5), said(100, 0.5, { copy: true, weight: 0.25 }), said(100, 0.5, { publishedDay: 97 })];
    expect(series(items, 'NewsCount', 100, 100)).toEqual([1]);
  });

  it('keep posts apart', () => {
    const items = [said(100, 0.5, { kind: 'post' })];
    expect(textMetrics(items, always, 100, 100)).toEqual([{ assetId: 'bitcoin', metric: 'SocialPolarity', day: 100, value: 0.5 }, { assetId: 'bitcoin', metric: 'SocialCount', day: 100, value: 1 }]);
  });

  it('are the same whatever the order, in parts or as a whole, and no later item changes an earlier day', () => {
    const rng = createRng(5);
    const items = Array.from({ length: 200 }, () => said(100 + rng.int(60), rng.next() * 2 - 1, { assetId: `a${rng.int(4)}`, kind: rng.next() < 0.3 ? 'post' : 'news', weight: 0.3 + rng.next(), copy: rng.next() < 0.2 }));
    const sorted = (values: readonly unknown[]) => values.map((value) => JSON.stringify(value)).sort();
    const whole = textMetrics(items, always, 100, 160);
    expect(whole.length).toBeGreaterThan(500);
    expect(sorted([...textMetrics(items, always, 100, 130), ...textMetrics(items, always, 131, 160)])).toEqual(sorted(whole));
    const before = textMetrics(items.filter(({ day }) => day <= 130), always, 100, 130);
    expect(sorted(before)).toEqual(sorted(whole.filter(({ day }) => day <= 130)));
  });
});
