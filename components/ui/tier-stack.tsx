import { formatPercent } from '@/lib/format/percent';
import { TIERS, TIER_TITLE, TierShape, type TierName } from './tier-mark';

export type TierSplit = Readonly<Record<TierName, number>>;

const FILL: Readonly<Record<TierName, string>> = { conservative: 'c', balanced: 'b', aggressive: 'a' };
const HUE: Readonly<Record<TierName, string>> = { conservative: 't-c', balanced: 't-b', aggressive: 't-a' };

function starts(split: TierSplit): Readonly<Record<TierName, number>> {
  return { conservative: 0, balanced: split.conservative, aggressive: split.conservative + split.balanced };
}

/** One split of the tiers as a bar, with shape and share under each part. */
export function TierStack({ name, split, strong = false }: { readonly name: string; readonly split: TierSplit; readonly strong?: boolean }) {
  const from = starts(split);
  const shown = TIERS.filter((tier) => split[tier] > 0);
  const words = TIERS.map((tier) => `${TIER_TITLE[tier].toLowerCase()} ${formatPercent(split[tier], { digits: 0 })}`).join(', ');
  return (
    <div className="stackrow">
      <span className={strong ? 'strong' : 'muted'}>{name}</span>
      <svg className="stack" role="img" aria-label={`${name}: ${words}`}>
        {shown.map((tier) => <rect key={tier} className={FILL[tier]} x={`${from[tier] * 100}%`} width={`${split[tier] * 100}%`} y="0" height="24" stroke="var(--surface)" strokeWidth="2" />)}
      </svg>
      <span className="stacklab" aria-hidden="true">
        {shown.map((tier) => (
          <span key={tier} className={`tier ${HUE[tier]}`} style={{ left: `${(from[tier] * 100).toFixed(2)}%` }}>
            <TierShape tier={tier} /> <span className="muted">{formatPercent(split[tier], { digits: 0 })}</span>
          </span>
        ))}
      </span>
    </div>
  );
}
