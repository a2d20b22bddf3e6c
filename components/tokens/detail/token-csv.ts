import type { FreshnessText } from '@/lib/format/freshness';
import { csvField } from '../screener-csv';
import type { TokenLens } from '@/lib/schemas/token-view';

interface From {
  readonly name: string;
  readonly simulated: boolean;
}

const label = (dataset: From): string => (dataset.simulated ? `${dataset.name} (simulated)` : dataset.name);
const lines = (rows: readonly (readonly (string | number | null)[])[]): string => `${rows.map((row) => row.map(csvField).join(',')).join('\r\n')}\r\n`;

interface History {
  readonly id: string;
  readonly days: readonly string[];
  readonly close: readonly (number | null)[];
  readonly volume: readonly (number | null)[];
  readonly marketCap: readonly (number | null)[];
  readonly investorGrade: readonly (number | null)[];
  readonly traderGrade: readonly (number | null)[];
}

/** A token's days with closes and grades as stored; empty is missing. */
export function historyCsv(history: History, dataset: From): string {
  const head = ['day', 'close', 'tradedValue', 'marketCap', 'investorGrade', 'traderGrade', 'id', 'dataset'];
  const cell = (values: readonly (number | null)[], i: number) => values[i] ?? null;
  return lines([head, ...history.days.map((day, i) => [day, cell(history.close, i), cell(history.volume, i), cell(history.marketCap, i), cell(history.investorGrade, i), cell(history.traderGrade, i), history.id, label(dataset)])]);
}

/** Every declared feature of a token on a day, with why a value is missing and how old its last close is now. */
export function featuresCsv(lenses: readonly TokenLens[], token: { readonly id: string; readonly day: string; readonly freshness: FreshnessText }, dataset: From): string {
  const head = ['lens', 'family', 'code', 'name', 'value', 'unit', 'direction', 'grade', 'missing', 'source', 'inputDay', 'formula', 'reference', 'id', 'day', 'freshness', 'ageHours', 'dataset'];
  const rows = lenses.flatMap((lens) => lens.features.map((feature) => [
    lens.lens, feature.family, feature.code, feature.name, feature.value, feature.unit, feature.direction, feature.grade, feature.missing, feature.source, feature.day, feature.formula, feature.reference, token.id, token.day, token.freshness.state, token.freshness.ageHours, label(dataset),
  ]));
  return lines([head, ...rows]);
}
