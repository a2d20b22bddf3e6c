import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { CLAIMS } from '@/components/learn/claims/claim-answers';
import { ClaimChecker } from '@/components/learn/claims/claim-checker';
import { CLAIM_DEFAULTS, CLAIM_FIELDS, claimValues, readClaims } from '@/lib/schemas/claim-check';

const plain = (text: string): string => text.replace(/[\u202f\u00a0]/g, ' ').replaceAll('\u2212', '-');
const answerOf = (id: string, sent: Readonly<Record<string, string>> = {}) => {
  const claim = CLAIMS.find((each) => each.id === id);
  const answer = claim?.answer(readClaims(claimValues(sent)).numbers) ?? null;
  return answer && { right: plain(answer.right), said: plain(answer.said), why: plain(answer.why) };
};

describe('numbers in circulation (Rule 12)', () => {
  test.each([
    ['drift', '20/26.7/40/13.3 %', '19/32/48/1 %'],
    ['growth', '$105,414', '$150,000'],
    ['saving', '$1,112,758', '$972,000'],
    ['income', '13.3 % a year', 'lasting'],
    ['average', '0 % a year', '25 % a year'],
    ['right', '51.6 % of the time', '73 % of the time'],
  ])('%s is %s, not %s', (id, right, said) => {
    expect(answerOf(id)).toMatchObject({ right, said });
  });

  test('say why', () => {
    expect(answerOf('growth')?.why).toContain('$150,000 would take 47.2 % a year');
    expect(answerOf('income')?.why).toContain('used up after 11.0 years');
    expect(answerOf('income')?.why).toContain('takes $2,500,000');
    expect(answerOf('right')?.why).toContain('needs 0.66');
  });
});

describe('own numbers', () => {
  test('are read as people write them', () => {
    expect(answerOf('growth', { grown: '$20,000', grownRate: '10 %', grownYears: '1', grownSaid: '22 000' })).toMatchObject({ right: '$22,000', said: '$22,000' });
    expect(answerOf('drift', { moveA: '\u2212100', moveB: '0', moveC: '0', moveD: '0' })).toMatchObject({ right: '0/33.3/33.3/33.3 %', said: '' });
    expect(answerOf('income', { income: '40,000' })).toMatchObject({ right: '5.3 % a year', said: '' });
    expect(answerOf('saving', { savedSaid: '1', savedRate: '-50' })?.why).toContain('no yearly return makes $1 of it');
  });

  test('that cannot be read say what they should be, and the others stay right', () => {
    const { numbers, errors } = readClaims(claimValues({ grownYears: '2.5', correlation: '2', capital: '0', moveA: '-101' }));
    expect(Object.keys(errors).sort()).toEqual(['capital', 'correlation', 'grownYears', 'moveA']);
    expect(numbers.savedYears).toBe(10);
    expect([answerOf('growth', { grownYears: '2.5' }), answerOf('drift', { moveA: '-100', moveB: '-100', moveC: '-100', moveD: '-100' })]).toEqual([null, null]);
    expect(claimValues({ moveA: ['1', '2'] }).moveA).toBe(CLAIM_DEFAULTS.moveA);
  });

  test('stand in a form that needs no script', () => {
    const html = renderToStaticMarkup(<ClaimChecker values={claimValues({ moveA: 'x' })} />);
    for (const field of CLAIM_FIELDS) expect(html).toContain(`name="${field}"`);
    expect(html).toContain('method="get"');
    expect(html).toContain('aria-invalid="true"');
    expect(plain(html)).toContain('$105,414');
  });
});
