import type { SelectionMeasure } from './methodology';

/** A narrow no-break space stands before %. */
const NARROW = '\u202f';

/** A fraction as percent with at most one decimal. Example: 0.3 is "30 %", 0.0464 is "4.6 %". */
export function percentWord(fraction: number): string {
  return `${Number((fraction * 100).toFixed(1))}${NARROW}%`;
}

/** Up to three names and how many more. Example: a, b, c, d, e is "a, b, c and 2 more". */
export function nameList(names: readonly string[]): string {
  if (names.length <= 1) return names.join('');
  if (names.length > 4) return `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}

/** What a rule ranks by. Example: investorGrade is "investor grade". */
export const MEASURE_WORDS: Readonly<Record<SelectionMeasure, string>> = { marketCap: 'market cap', investorGrade: 'investor grade', traderGrade: 'trader grade', forecast: 'forecast' };

/** Sectors, ecosystems and consensus kinds as a person reads them; others keep their own name. */
const LABELS: Readonly<Record<string, string>> = {
  ai: 'AI',
  defi: 'DeFi',
  nft: 'NFT',
  rwa: 'Real-world assets',
  'layer-1': 'Layer 1',
  'layer-2': 'Layer 2',
  bnb: 'BNB',
  pow: 'Proof of work',
  pos: 'Proof of stake',
  hybrid: 'Hybrid',
  none: 'No own chain',
  other: 'Other',
};

/** A category code as words. Example: `labelOf('layer-1')` is "Layer 1", `labelOf('gaming')` "Gaming". */
export function labelOf(code: string): string {
  return LABELS[code] ?? `${code.charAt(0).toUpperCase()}${code.slice(1).replaceAll('-', ' ')}`;
}
