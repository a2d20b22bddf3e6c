import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { copyWords, judgeWords, TextList } from '@/components/tokens/detail/text-list';
import type { TokenText } from '@/lib/schemas/token-text';

const plain = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/[\u202f\u00a0]/g, ' ').replaceAll('\u2212', '-').replace(/\s+/g, ' ');
const text: TokenText = {
  title: 'Bridge drained of $90m', link: 'https://news.example/1', source: 'news.example', kind: 'news', publishedAt: '2021-12-29T08:00:00.000Z', language: 'en', polarity: -0.71, mood: 'negative',
  method: { by: 'rules', name: '1' }, narratives: ['hack'], copy: { number: 0, of: null, copies: 2 }, weight: 0.5,
};

describe('texts that name a token', () => {
  test('stand with source, day, tone in words and numbers, and what they count', () => {
    const html = renderToStaticMarkup(<TextList texts={[text]} symbol="XYZ" />);
    expect(plain(html)).toContain('Bridge drained of $90m news.example · 29 Dec 2021 · 2 copies · hack ▼ negative -0.71 counts 0.50');
    expect(html).toContain('rel="noreferrer noopener nofollow"');
    expect(plain(html)).toContain('judged by the product’s rules');
  });

  test('what was not read has no tone, and says why', () => {
    expect(renderToStaticMarkup(<TextList texts={[{ ...text, polarity: null, mood: null, language: 'de', link: null }]} symbol="XYZ" />)).toContain('not read: its language is de');
    expect(renderToStaticMarkup(<TextList texts={[{ ...text, polarity: null, mood: null, language: null }]} symbol="XYZ" />)).toContain('its language could not be told');
  });

  test('older ones wait behind a tap; none is said', () => {
    const many = Array.from({ length: 9 }, (_, i) => ({ ...text, title: `Title ${i}` }));
    expect(plain(renderToStaticMarkup(<TextList texts={many} symbol="XYZ" />))).toContain('3 earlier ones');
    expect(plain(renderToStaticMarkup(<TextList texts={[]} symbol="XYZ" />))).toContain('names XYZ');
  });

  test.each([
    [{ number: 2, of: 'a.example', copies: 0 }, 'a copy of a.example'],
    [{ number: 1, of: null, copies: 0 }, 'a copy'],
    [{ number: 0, of: null, copies: 1 }, '1 copy'],
    [{ number: 0, of: null, copies: 0 }, ''],
  ])('%o', (copy, words) => {
    expect(copyWords(copy)).toBe(words);
  });

  test('judges are named once each', () => {
    expect(judgeWords([text, text, { method: { by: 'model', name: 'tiny' } }, { method: { by: 'none', name: '' } }])).toBe('the product’s rules and the local model tiny');
    expect(judgeWords([{ method: { by: 'none', name: '' } }])).toBe('nobody yet');
  });
});
