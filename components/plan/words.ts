import { formatPercent } from '@/lib/format/percent';

/** Percent with a decimal only where there is one: 15 %, 7.5 %. */
export function share(value: number): string {
  return formatPercent(value, { digits: Math.abs(value * 100 - Math.round(value * 100)) < 1e-9 ? 0 : 1 });
}

/** A sentence starts large. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
