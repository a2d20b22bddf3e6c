import 'server-only';
import type { Book } from './schema';

/** How far from the middle an order counts as depth. */
export const DEPTH_WITHIN = 0.02;
/** A book this wide has no price in it. */
const WIDEST = 0.5;

/** What a book shows; or, for each thing that it does not show, why. USD where the quote currency is. */
export type Measured = { readonly ok: true; readonly value: number } | { readonly ok: false; readonly reason: string };

export interface BookMeasure {
  /** Middle of the best bid and ask; NaN where the book is refused. */
  readonly mid: number;
  /** Basis points of the middle. */
  readonly spreadBps: Measured;
  /** Value of all bids down to 2 % below the middle, and of all asks up to 2 % above it. */
  readonly bidUsd: Measured;
  readonly askUsd: Measured;
}

type Level = Book['bids'][number];
const refuse = (reason: string): Measured => ({ ok: false, reason });

/** The value of one side within the edge. A book that ends before the edge gives a lower bound only, which is not given as depth. */
function sideUsd(levels: readonly Level[], within: (price: number) => boolean, name: string): Measured {
  if (levels.every(([price]) => within(price))) return refuse(`the book's ${name} end before 2 % of the price: only a lower bound of the depth`);
  const inside = levels.filter(([price]) => within(price));
  if (inside.length === 0) return refuse(`no ${name} within 2 % of the price`);
  return { ok: true, value: inside.reduce((sum, [price, size]) => sum + price * size, 0) };
}

function bookFault(bids: readonly Level[], asks: readonly Level[], told: Book): string | null {
  if ([...told.bids, ...told.asks].some(([price, size]) => !(price > 0) || !(size >= 0))) return 'a price or size in the book is not possible';
  if (bids.length === 0 || asks.length === 0) return bids.length === asks.length ? 'the book is empty' : 'one side of the book is empty';
  const bid = bids[0]?.[0] ?? 0;
  const ask = asks[0]?.[0] ?? 0;
  if (bid >= ask) return 'the book is crossed (bid not below ask)';
  return (ask - bid) / ((ask + bid) / 2) > WIDEST ? 'the book has no price (bid and ask are worlds apart)' : null;
}

/** Spread and depth of an order book. Nothing of an empty or a crossed one is believed. Example: bid 99, ask 101 is a spread of 200 basis points of 100. */
export function measureBook(told: Book): BookMeasure {
  const bids = told.bids.filter(([, size]) => size !== 0).sort((a, b) => b[0] - a[0]);
  const asks = told.asks.filter(([, size]) => size !== 0).sort((a, b) => a[0] - b[0]);
  const fault = bookFault(bids, asks, told);
  if (fault) return { mid: Number.NaN, spreadBps: refuse(fault), bidUsd: refuse(fault), askUsd: refuse(fault) };
  const bid = bids[0]?.[0] ?? Number.NaN;
  const ask = asks[0]?.[0] ?? Number.NaN;
  const mid = (bid + ask) / 2;
  return {
    mid,
    spreadBps: { ok: true, value: ((ask - bid) / mid) * 10_000 },
    bidUsd: sideUsd(bids, (price) => price >= mid * (1 - DEPTH_WITHIN), 'bids'),
    askUsd: sideUsd(asks, (price) => price <= mid * (1 + DEPTH_WITHIN), 'asks'),
  };
}
