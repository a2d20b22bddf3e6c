import { invariant } from '../foundation/invariant';
import { copyRows, countPresent, latestAt } from './rolling/column';
import { fewRows, mediansAlone, rollMedians } from './rolling/medians';
import { rollMaxima, rollPlaces } from './rolling/order';
import { rollSquares } from './rolling/moments';
import { solidDeviations, solidMaxima, solidPart, solidSums } from './rolling/solid';
import { rollSums } from './rolling/sums';
import { readable, series, type Readable, type Series, type Source } from './series';

/**
 * Windows over one source, as series. A window of `days` rows ends at the row, or `lag` rows before it; what is missing is left out. It is NaN
 * where it may not be read: under 80 % of its days present, or an end older than 3 days. A value depends bit for bit on the window's own
 * rows: not on the panel's start, the block's, or on what comes later. Example: `readableDays(close, 90)` is one object, whoever asks.
 */
export function readableDays(source: Source, days: number, lag = 0): Readable {
  invariant(days >= 1 && days + lag <= source.lookback + 1, `a window of ${days} days is longer than ${source.name} reaches back`);
  source.reach = Math.max(source.reach, days + lag);
  return readable(`${source.name}|${days}|${lag}`, (counts, block) => countPresent(counts, block.column(source), days, block.rowsBefore(lag)));
}

const named = (name: string, source: Source, days: number, lag: number): string => `${name}(${source.name}, ${days}${lag > 0 ? `, ${lag} before` : ''})`;

/** The value of the row, or the last one at most 3 days older (Rule 1.5). Example: of 1, NaN it is 1, 1. */
export function latest(source: Source): Series {
  return series(`latest(${source.name})`, (out, block) => {
    const column = block.column(source);
    const { values, base, solidFrom } = column;
    const { from, to } = block.rows;
    const solid = solidFrom === undefined ? to : Math.max(from, solidFrom);
    for (let row = from; row < solid; row += 1) out[row - from] = latestAt(column, row);
    copyRows(out, solid - from, values, solid - base, to - base);
  });
}

/** Relative change over `days`, both ends by `latest`; NaN unless both are > 0. Example: 100 then 110 a day later is 0.1. */
export function growth(source: Source, days: number, lag = 0): Series {
  invariant(days + lag <= source.lookback, `${source.name} does not reach ${days + lag} days back`);
  source.reach = Math.max(source.reach, days + lag + 1);
  return series(named('growth', source, days, lag), (out, block) => {
    const column = block.column(source);
    const { values, base, solidFrom } = column;
    const { from, to } = block.rows;
    const solid = solidFrom === undefined ? to : Math.min(to, Math.max(from, solidFrom + days + lag));
    for (let row = from; row < solid; row += 1) write(out, row - from, solidFrom === undefined ? latestAt(column, row - lag - days) : Number.NaN, latestAt(column, row - lag));
    for (let row = solid; row < to; row += 1) write(out, row - from, values[row - lag - days - base] as number, values[row - lag - base] as number);
  });
}

/** Writes a relative change, NaN unless both ends are > 0. */
function write(out: Float64Array, i: number, before: number, now: number): void {
  if (before > 0 && now > 0) out[i] = now / before - 1;
  else out[i] = Number.NaN;
}

/** Leaves out the rows whose window may not be read. */
function blankUnread(out: Float64Array, counts: Int32Array): void {
  for (let i = 0; i < counts.length; i += 1) if (counts[i] === 0) out[i] = Number.NaN;
}

/** Sum of a window. Example: of the last two of 1, 2, 3 is 5. */
export function total(source: Source, days: number, lag = 0): Series {
  const present = readableDays(source, days, lag);
  return series(named('sum', source, days, lag), (out, block) => {
    const solid = solidPart(out, [block.column(source)], days, block.rowsBefore(lag));
    if (solid) return solidSums(solid.out, block.column(source), days, solid.rows, 1);
    rollSums(out, block.column(source), days, block.rowsBefore(lag));
    blankUnread(out, block.counts(present));
  });
}

/** Mean of a window. Example: of the last two of 1, 2, 3 is 2.5. */
export function mean(source: Source, days: number, lag = 0): Series {
  const present = readableDays(source, days, lag);
  return series(named('mean', source, days, lag), (out, block) => {
    const solid = solidPart(out, [block.column(source)], days, block.rowsBefore(lag));
    if (solid) return solidSums(solid.out, block.column(source), days, solid.rows, days);
    rollSums(out, block.column(source), days, block.rowsBefore(lag));
    const counts = block.counts(present);
    for (let i = 0; i < counts.length; i += 1) {
      if (counts[i] === 0) out[i] = Number.NaN;
      else out[i] = (out[i] as number) / (counts[i] as number);
    }
  });
}

/** Standard deviation (n − 1) of a window. Example: of 1, 2, 3 is 1. */
export function deviation(source: Source, days: number): Series {
  const present = readableDays(source, days);
  return series(named('deviation', source, days, 0), (out, block) => {
    const solid = days > 1 ? solidPart(out, [block.column(source)], days, block.rows) : null;
    if (solid) return solidDeviations(solid.out, block.column(source), days, solid.rows);
    const counts = block.counts(present);
    rollSquares(out, counts, block.column(source), days, block.rows);
    for (let i = 0; i < counts.length; i += 1) {
      if ((counts[i] as number) > 1) out[i] = Math.sqrt((out[i] as number) / ((counts[i] as number) - 1));
      else out[i] = Number.NaN;
    }
  });
}

/** Median of a window. Example: of 3, 1, 2 is 2. */
export function median(source: Source, days: number): Series {
  const present = readableDays(source, days);
  return series(named('median', source, days, 0), (out, block) => {
    if (fewRows(block.rows)) return mediansAlone(out, block.counts(present), block.column(source), days, block.rows);
    const solid = solidPart(out, [block.column(source)], days, block.rows);
    if (solid) return rollMedians(solid.out, block.ranks(source), days, solid.rows);
    rollMedians(out, block.ranks(source), days, block.rows);
    blankUnread(out, block.counts(present));
  });
}

/** Largest value of a window. Example: of 3, 1, 2 is 3. */
export function highest(source: Source, days: number): Series {
  const present = readableDays(source, days);
  return series(named('highest', source, days, 0), (out, block) => {
    const solid = solidPart(out, [block.column(source)], days, block.rows);
    if (solid) return solidMaxima(solid.out, block.column(source), days, solid.rows);
    rollMaxima(out, block.column(source), days, block.rows);
    blankUnread(out, block.counts(present));
  });
}

/** Rows of the maxima on their way from the kernel to what is read of them; grown, never given back. */
let places = new Int32Array(128);

/** Days since the largest value of a window, the last of equals. Example: of 3, 1, 2 it is 2. */
export function daysSinceHighest(source: Source, days: number): Series {
  const present = readableDays(source, days);
  return series(named('days since highest', source, days, 0), (out, block) => {
    if (places.length < out.length) places = new Int32Array(2 * out.length);
    rollPlaces(places, block.column(source), days, block.rows);
    const counts = block.counts(present);
    for (let i = 0; i < out.length; i += 1) out[i] = counts[i] === 0 ? Number.NaN : block.rows.from + i - (places[i] as number);
  });
}
