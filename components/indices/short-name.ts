/** Letters that fit beside a number at a line's end on a phone. */
const FITS = 7;

/** A name that fits at a line's end on a phone. Example: `shortName('Large Cap 10')` is "LC10", `shortName('DeFi')` "DeFi", `shortName('Momentum')` "Mom.". */
export function shortName(name: string): string {
  const words = name.split(' ');
  if (words.length === 1) return name.length <= FITS ? name : `${name.slice(0, 3)}.`;
  return words.map((word) => (/^\d+$/.test(word) ? word : word.charAt(0).toUpperCase())).join('');
}
