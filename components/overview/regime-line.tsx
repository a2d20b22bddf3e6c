import { Link } from '@/components/ui/link';
import { formatNumber } from '@/lib/format/number';
import { formatChange, formatPercent } from '@/lib/format/percent';
import { Provenance } from '../ui/provenance';
import { formatDay } from '@/lib/format/day';

export interface RegimeLineProps {
  readonly regime: {
    readonly day: string;
    readonly regime: string | null;
    readonly bandMultiple: number;
    readonly aboveMean: number;
    readonly rising: boolean;
    readonly efficiency: number;
    readonly volatility30d: number;
    readonly volatilityRank: number;
    readonly mood?: { readonly value: number; readonly source: string | null } | null;
  };
}

export const REGIME_TITLE: Readonly<Record<string, string>> = { trending: 'Trending market', ranging: 'Ranging market', neutral: 'Neutral market', volatileBear: 'Volatile bear market' };

/** What the regime does to the bands, in words. */
export function bandWords(multiple: number): string {
  return multiple === 1 ? 'Bands have their usual width.' : `Bands are held at ${formatNumber(multiple, { digits: 2 }).replace(/0$/, '')} of their width.`;
}

const STATE: Readonly<Record<string, string>> = { trending: 'The market is trending', ranging: 'The market is ranging', neutral: 'The market is neutral', volatileBear: 'The market is a volatile bear' };

/** For those who know the product: what the market does to their bands. */
export function regimeTitle({ regime, bandMultiple }: RegimeLineProps['regime']): string {
  const bands = bandMultiple === 1 ? 'bands have their usual width' : bandMultiple > 1 ? 'bands are wider' : 'bands are narrower';
  return `${STATE[regime ?? ''] ?? 'The market’s regime is not known'}; ${bands}.`;
}

function ordinal(share: number): string {
  const place = Math.round(share * 100);
  const ending = place % 100 >= 11 && place % 100 <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][place % 10] ?? 'th');
  return `${place}${ending}`;
}

/** Fear and greed in words, with the name that its source wants beside it. Example: “Fear and greed stood at 25 of 100 (alternative.me).” */
export function moodWords(mood: RegimeLineProps['regime']['mood']): string {
  if (!mood) return '';
  return `Fear and greed stood at ${formatNumber(mood.value)} of 100${mood.source === 'alternative-me' ? ' (alternative.me)' : ''}, which decides nothing. `;
}

/** Yesterday's regime with the three numbers that decided it. */
export function RegimeLine({ regime }: RegimeLineProps) {
  const from = { source: 'computed', day: formatDay(regime.day), origin: 'the universe by market cap' };
  return (
    <div className="regime">
      <div>
        <b>{REGIME_TITLE[regime.regime ?? ''] ?? 'Regime not known'}</b>
        {bandWords(regime.bandMultiple)} Yesterday’s regime, from the universe by market cap. {moodWords(regime.mood)}<Link className="nb" href="/learn/rules#rule-6.4">Rule 6.4</Link>
      </div>
      <div><b><Provenance {...from} formula="level ÷ mean of 200 days − 1">{formatChange(regime.aboveMean)}</Provenance></b>{regime.aboveMean >= 0 ? 'above' : 'below'} a {regime.rising ? 'rising' : 'falling'} 200-day mean</div>
      <div><b><Provenance {...from} formula="|net move| ÷ sum of daily moves, 60 days">{formatNumber(regime.efficiency, { digits: 2 })}</Provenance></b>efficiency over 60 days; 1 is a straight line</div>
      <div><b><Provenance {...from} formula="standard deviation of 30 daily returns × √365">{formatPercent(regime.volatility30d, { digits: 0 })}</Provenance></b>30-day volatility a year, {ordinal(regime.volatilityRank)} percentile of two years</div>
    </div>
  );
}
