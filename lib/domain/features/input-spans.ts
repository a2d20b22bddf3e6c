import type { Input } from './feature';
import type { InputSpan, InputSpans } from './missing-reason';
import type { AssetView } from './view';

function columnsOf(view: AssetView, input: Input): (Float64Array | null)[] {
  switch (input) {
    case 'close':
    case 'tradedValue':
    case 'marketCap':
      return [view[input]];
    case 'range':
      return [view.high, view.low];
    case 'supply':
      return [view.supply.column];
    case 'reference':
      return [view.market.reference?.close ?? null];
    case 'sector':
      return [];
    default:
      return [view.metric(input.slice('metric:'.length))];
  }
}

function spanOf(column: Float64Array | null, row: number): InputSpan | null {
  const first = column?.findIndex((value) => !Number.isNaN(value)) ?? -1;
  if (column === null || first < 0) return null;
  let last = Math.min(row, column.length - 1);
  while (last >= 0 && Number.isNaN(column[last])) last -= 1;
  return { first, last };
}

/** The spans of an asset's inputs by row of the panel, as known on `row`. Example: a metric of rows 0–9 spans 1–10. */
export function inputSpans(view: AssetView, row: number): InputSpans {
  return (input) => {
    const spans = columnsOf(view, input).map((column) => spanOf(column, row));
    if (spans.length === 0 || spans.some((span) => span === null)) return null;
    const known = spans.filter((span) => span !== null);
    return { first: Math.max(...known.map((span) => span.first)), last: Math.min(...known.map((span) => span.last)) };
  };
}
