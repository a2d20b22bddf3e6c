import { expect, it } from 'vitest';
import { gradesCsv } from '@/components/tokens/grades-csv';
import type { GradeOfDay } from '@/lib/domain/scores/grade-of-day';

const FROM = { day: '2021-06-30', dataset: 'market' };
const graded: GradeOfDay = {
  id: 'bitcoin', symbol: 'BTC', name: 'Bitcoin, the first', kind: 'coin', lensGrades: [61, 72, null, 44, 55, 66], lensCoverage: [0.9, 1, 0, 0.3, 0.8, 0.7],
  investorGrade: 63.5, investorCoverage: 0.8, traderGrade: 70.25, traderCoverage: 0.95, rating: 'hold', ratingSince: '2021-05-01', inputHash: 'abc', forecast: 88, probability: 0.56,
};
const ungraded: GradeOfDay = { ...graded, id: 'unknown', name: 'Unknown', lensGrades: Array(6).fill(null), investorGrade: null, traderGrade: null, rating: null, ratingSince: null, forecast: null, probability: null };
const table = (grades: readonly GradeOfDay[]): string[] => [...gradesCsv(grades, FROM)].join('').split('\r\n');

it('has a column for all that is told of a token on a day, and one line each; what is missing is empty', () => {
  expect(table([graded, ungraded])).toEqual([
    'id,symbol,name,kind,investorGrade,investorCoverage,traderGrade,traderCoverage,rating,ratingSince,fundamentalGrade,fundamentalCoverage,technicalGrade,technicalCoverage,developerGrade,developerCoverage,sentimentGrade,sentimentCoverage,onChainGrade,onChainCoverage,exchangeGrade,exchangeCoverage,forecast,probability,signal,inputHash,day,dataset',
    'bitcoin,BTC,"Bitcoin, the first",coin,63.5,0.8,70.25,0.95,hold,2021-05-01,61,0.9,72,1,,0,44,0.3,55,0.8,66,0.7,88,0.56,bullish,abc,2021-06-30,market',
    'unknown,BTC,Unknown,coin,,0.8,,0.95,,,,0.9,,1,,0,,0.3,,0.8,,0.7,,,,abc,2021-06-30,market',
    '',
  ]);
});

it('loses no line where it is written in parts', () => {
  const many = Array.from({ length: 1_001 }, (_, i) => ({ ...graded, id: `token-${i}` }));
  expect(table(many).slice(1, -1).map((line) => line.split(',')[0])).toEqual(many.map(({ id }) => id));
});
