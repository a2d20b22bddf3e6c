import type { ScreenerRow } from './screener-row';

const FIELDS = ['rank', 'id', 'symbol', 'name', 'kind', 'ecosystem', 'consensus', 'price', 'marketCap', 'tradedValue30d', 'change1d', 'change7d', 'change30d', 'change365d', 'volatility90d', 'drawdown', 'investorGrade', 'traderGrade', 'coverage', 'lenses', 'rating', 'eligible', 'ineligibleReason'] as const;

/** One field of a CSV: quoted where needed; text that a spreadsheet would run as a formula is defused. */
export function csvField(value: string | number | boolean | null): string {
  if (value === null) return '';
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) && !/^-?[\d.]+$/.test(value) ? `'${value}` : String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The screener's rows with every field and some features (value and percentile), fractions as fractions, the day and dataset on each row. Empty is missing. */
export function screenerCsv(rows: readonly ScreenerRow[], from: { readonly day: string; readonly dataset: string }, features: readonly string[] = []): string {
  const head = [...FIELDS, 'freshness', 'ageHours', 'sectors', 'day', 'dataset', ...features.flatMap((code) => [code, `${code}Percentile`])].join(',');
  const lines = rows.map((row) => [...FIELDS.map((field) => csvField(row[field])), csvField(row.freshness.state), csvField(row.freshness.ageHours), csvField(row.sectors.join(' ')), csvField(from.day), csvField(from.dataset), ...features.flatMap((code) => [csvField(row.features?.[code]?.value ?? null), csvField(row.features?.[code]?.grade ?? null)])].join(','));
  return `${[head, ...lines].join('\r\n')}\r\n`;
}
