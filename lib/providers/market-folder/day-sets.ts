import { dayNumber, parseIsoDay, type IsoDay } from '@/lib/domain/foundation/iso-day';

const DAYS = 1 << 15;

/** Which days of which series were taken already; a bit a day, so that half a million rows cost a few megabytes. */
export class DaySets {
  private readonly series = new Map<string, { readonly bits: Uint8Array; last: number }>();

  private of(key: string): { readonly bits: Uint8Array; last: number } {
    let found = this.series.get(key);
    if (!found) this.series.set(key, (found = { bits: new Uint8Array(DAYS >> 3), last: -1 }));
    return found;
  }

  /** Takes a day: 'taken' when it is there already, 'earlier' when a later one was taken before it, else 'next'. */
  take(key: string, day: number): 'next' | 'earlier' | 'taken' {
    const series = this.of(key);
    const byte = series.bits[day >> 3] as number;
    const bit = 1 << (day & 7);
    if ((byte & bit) !== 0) return 'taken';
    series.bits[day >> 3] = byte | bit;
    if (day < series.last) return 'earlier';
    series.last = day;
    return 'next';
  }
}

/** Days repeat in every series: each is checked once. */
export class DayReader {
  private readonly known = new Map<string, { readonly day: IsoDay; readonly number: number } | null>();

  read(text: string): { readonly day: IsoDay; readonly number: number } | null {
    const found = this.known.get(text);
    if (found !== undefined) return found;
    const day = parseIsoDay(text);
    const result = day ? { day, number: dayNumber(day) } : null;
    this.known.set(text, result);
    return result;
  }
}
