import { PAIR_FIGURES, rollPairs } from './rolling/pairs';
import { solidPart } from './rolling/solid';
import { solidPairs } from './rolling/solid-pairs';
import { series, type Series, type Source } from './series';
import { mean, readableDays } from './windows';
import type { Asset } from '../market/asset';
import type { AssetView } from './view';

/**
 * Fills a series from its parts, all rows at once: a call a number would cost more than the number. What is missing is written by `if` and
 * `else`, here and in all loops over rows: `out[i] = known ? value : NaN` takes V8 two to three times as long.
 */
type Fill = (out: Float64Array, a: Float64Array, b: Float64Array) => void;

/** A series made from two others. Example: `combined('×', [price, units], (out, a, b) => …)`. */
export function combined(name: string, [first, second]: readonly [Series, Series], fill: Fill): Series {
  return series(`${name}[${first.key}; ${second.key}]`, (out, block) => fill(out, block.series(first), block.series(second)));
}

/** A series made from one other. Example: `mapped('√', variance, (out, a) => …)`. */
export function mapped(name: string, part: Series, fill: (out: Float64Array, a: Float64Array) => void): Series {
  return series(`${name}[${part.key}]`, (out, block) => fill(out, block.series(part)));
}

/** `top ÷ bottom`; NaN unless the bottom is > 0. Example: 3 over 2 is 1.5, anything over 0 is NaN. */
export function ratio(top: Series, bottom: Series): Series {
  return combined('÷', [top, bottom], (out, a, b) => {
    for (let i = 0; i < out.length; i += 1) {
      if ((b[i] as number) > 0) out[i] = (a[i] as number) / (b[i] as number);
      else out[i] = Number.NaN;
    }
  });
}

/** `now ÷ before − 1`; NaN unless the earlier one is > 0. Example: 3 after 2 is 0.5. */
export function change(now: Series, before: Series): Series {
  return combined('÷ − 1', [now, before], (out, a, b) => {
    for (let i = 0; i < out.length; i += 1) {
      if ((b[i] as number) > 0) out[i] = (a[i] as number) / (b[i] as number) - 1;
      else out[i] = Number.NaN;
    }
  });
}

/** `a − b`. Example: 3 and 2 are 1. */
export function difference(first: Series, second: Series): Series {
  return combined('−', [first, second], (out, a, b) => {
    for (let i = 0; i < out.length; i += 1) out[i] = (a[i] as number) - (b[i] as number);
  });
}

/** `a × b`. Example: 3 and 2 are 6. */
export function product(first: Series, second: Series): Series {
  return combined('×', [first, second], (out, a, b) => {
    for (let i = 0; i < out.length; i += 1) out[i] = (a[i] as number) * (b[i] as number);
  });
}

/** A series times a number. Example: 0.02 a day times √365 is a year's. */
export function times(part: Series, factor: number): Series {
  return mapped(`× ${factor}`, part, (out, a) => {
    for (let i = 0; i < out.length; i += 1) out[i] = (a[i] as number) * factor;
  });
}

/** A series plus a number. Example: 1.1 plus −1 is 0.1. */
export function plus(part: Series, term: number): Series {
  return mapped(`+ ${term}`, part, (out, a) => {
    for (let i = 0; i < out.length; i += 1) out[i] = (a[i] as number) + term;
  });
}

/** Mean of 30 days against the mean of the 30 days `days` before, minus 1. Example: a doubling over `days` is 1. */
export function meanGrowth(source: Source, days: number): Series {
  return change(mean(source, 30), mean(source, 30, days));
}

/** A number of the asset itself on every row; null is NaN. Example: `ofAsset('maximum', (asset) => asset.maxSupply)`. */
export function ofAsset(name: string, value: (asset: Asset) => number | null): Series {
  return series(`asset(${name})`, (out, { view }) => void out.fill(value(view.asset) ?? Number.NaN));
}

/** A series that no window or part describes, asked for row by row; `name` is its identity. Example: `eachRow('row', (_, row) => row)` is 7 on row 7. */
export function eachRow(name: string, value: (view: AssetView, row: number) => number): Series {
  return series(`row(${name})`, (out, { view, rows }) => {
    for (let row = rows.from; row < rows.to; row += 1) out[row - rows.from] = value(view, row);
  });
}


/**
 * Three sums about the means, squares of `x`, squares of `y` and cross products, over the days of a window that have both; NaN where either may not
 * be read. `fill` gets them four a row, behind the count of those days. Example: `figures[4 × i + 3] ÷ figures[4 × i + 1]` is the slope of `y` on `x`.
 */
export function ofPair(name: string, x: Source, y: Source, days: number, fill: (out: Float64Array, figures: Float64Array) => void): Series {
  const [readX, readY] = [readableDays(x, days), readableDays(y, days)];
  const pair = series(`pair(${x.name}, ${y.name}, ${days})`, (out, block) => {
    const solid = solidPart(out, [block.column(x), block.column(y)], days, block.rows, PAIR_FIGURES);
    if (solid) solidPairs(solid.out, block.column(x), block.column(y), days, solid.rows);
    else rollPairs(out, [block.counts(readX), block.counts(readY)], block.column(x), block.column(y), days, block.rows);
  }, PAIR_FIGURES);
  return series(`${name}[${pair.key}]`, (out, block) => fill(out, block.series(pair)));
}
