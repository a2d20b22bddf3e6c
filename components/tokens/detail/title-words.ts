import { formatNumber } from '@/lib/format/number';
import { word } from '../screener-query';

/** What of a token its line of facts is made from. */
export interface Titled {
  readonly rank: number | null;
  readonly graded: number;
  readonly ungraded: string | null;
  readonly asset: { readonly consensus: string | null; readonly maxSupply: number | null; readonly kind: string; readonly ending: string; readonly successor: string | null };
}

/** One line beneath what the grade says: rank, consensus, supply, and what is special; why a token has no grade is said above it. */
export function titleWords({ rank, graded, ungraded, asset }: Titled): string {
  const standing = rank !== null ? [`rank ${formatNumber(rank)} by market cap of ${formatNumber(graded)} graded`] : ungraded !== null ? [] : ['not ranked'];
  const chain = asset.consensus === null ? 'consensus not known' : asset.consensus === 'none' ? 'no chain of its own' : word(asset.consensus).toLowerCase();
  const supply = asset.maxSupply === null ? 'no maximum supply known' : `maximum supply ${formatNumber(asset.maxSupply)}`;
  const ended = asset.ending === 'alive' ? [] : [asset.ending === 'dead' ? 'dead' : 'its series was cut off'];
  const moved = asset.successor === null ? [] : [`succeeded by ${asset.successor}`];
  const line = [...standing, chain, supply, ...ended, ...moved].join(' · ');
  return `${line.charAt(0).toUpperCase()}${line.slice(1)}`;
}
