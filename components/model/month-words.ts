import { formatMonth } from '@/lib/format/day';

/** Example: `monthWords('2021-03')` is “Mar 2021”. */
export const monthWords = (month: string): string => formatMonth(`${month}-01`);
