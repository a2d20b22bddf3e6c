import { isoDay } from '@/lib/domain/foundation/iso-day';
import { formatDay } from '@/lib/format/day';
import { formatNumber } from '@/lib/format/number';

const MOVE = /^close moved .*\(([\d.e+-]+)x since (\d{4}-\d\d-\d\d)\)/;
const COLUMNS = /^too (few|many) columns \((\d+) of (\d+)\)$/;

/** What the import writes down, as a reader would say it. */
const WORDS: Readonly<Record<string, string>> = {
  'day out of order; stored in its place': 'Its day stands out of order in the file.',
  'broken quoting': 'Its quotation marks do not close.',
  'unknown id': 'It names a token that the list of assets does not have.',
  'no such day': 'There is no such day in the calendar.',
  'no such known day': 'The day on which it became known is not in the calendar.',
  'known before its day': 'It says that it was known before its own day.',
  'duplicate id': 'Its token was described before; the first description stands.',
  'duplicate rank on this day': 'Its rank is taken on this day; the first one stands.',
};

function moveWords(ratio: number, before: string): string {
  const times = ratio >= 1 ? `${formatNumber(ratio, { digits: ratio < 10 ? 2 : 0 })} times` : `1/${formatNumber(1 / ratio, { digits: 1 / ratio < 10 ? 1 : 0 })} of`;
  return `The close is ${times} that of ${formatDay(isoDay(before))}, the last one accepted before.`;
}

/** A stored reason in words. Example: `too few columns (3 of 9)` is "It has 3 columns instead of 9." */
export function quarantineWords(reason: string): string {
  const move = MOVE.exec(reason);
  if (move) return moveWords(Number(move[1]), move[2] as string);
  const columns = COLUMNS.exec(reason);
  if (columns) return `It has ${columns[2]} columns instead of ${columns[3]}.`;
  if (reason.startsWith('duplicate day')) return `The day of this token was there before; the first row stands${reason.includes('same values') ? ' (with the same values)' : reason.includes('other values') ? ' (with other values)' : ''}.`;
  return WORDS[reason] ?? `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`;
}
