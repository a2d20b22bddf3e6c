import { expect, it } from 'vitest';
import { quarantineWords } from '@/components/status/quarantine-words';

it.each([
  ['close moved by more than 3x since the accepted row before (3.5172136x since 2021-01-06); stored and flagged', 'The close is 3.52 times that of 6 Jan 2021, the last one accepted before.'],
  ['close moved by more than 3x since the accepted row before (16961.807x since 2021-11-01); stored and flagged', 'The close is 16,962 times that of 1 Nov 2021, the last one accepted before.'],
  ['close moved by more than 3x since the accepted row before (5.010266e-05x since 2021-10-31); stored and flagged', 'The close is 1/19,959 of that of 31 Oct 2021, the last one accepted before.'],
  ['close moved by more than 3x since the accepted row before (0.28462136x since 2020-08-02); stored and flagged', 'The close is 1/3.5 of that of 2 Aug 2020, the last one accepted before.'],
  ['too many columns (10 of 9)', 'It has 10 columns instead of 9.'],
  ['duplicate day (other values than the line before)', 'The day of this token was there before; the first row stands (with other values).'],
  ['duplicate day (the first stands)', 'The day of this token was there before; the first row stands.'],
  ['day out of order; stored in its place', 'Its day stands out of order in the file.'],
  ['unknown id', 'It names a token that the list of assets does not have.'],
  ['negative traded value', 'Negative traded value.'],
])('%s', (reason, words) => expect(quarantineWords(reason)).toBe(words));
