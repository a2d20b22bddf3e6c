export const TIERS = ['conservative', 'balanced', 'aggressive'] as const;
export type TierName = (typeof TIERS)[number];

export const TIER_TITLE: Readonly<Record<TierName, string>> = { conservative: 'Conservative', balanced: 'Balanced', aggressive: 'Aggressive' };
const TIER_CLASS: Readonly<Record<TierName, string>> = { conservative: 't-c', balanced: 't-b', aggressive: 't-a' };

/** Circle, square, triangle: the tier's shape in its hue. */
export function TierShape({ tier }: { readonly tier: TierName }) {
  return (
    <svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
      {tier === 'conservative' && <circle cx="5" cy="5" r="4.5" fill="currentColor" />}
      {tier === 'balanced' && <rect x=".75" y=".75" width="8.5" height="8.5" fill="currentColor" />}
      {tier === 'aggressive' && <path d="M5 .4 9.8 9.4H.2z" fill="currentColor" />}
    </svg>
  );
}

/** Shape and a name: the tier's own, or what stands beside it (an index), then the tier is said to a screen reader. */
export function TierMark({ tier, children, size }: { readonly tier: TierName; readonly children?: React.ReactNode; readonly size?: 'big' }) {
  return (
    <span className={`tier ${TIER_CLASS[tier]}${size === 'big' ? ' lg' : ''}`}>
      <TierShape tier={tier} />
      {children === undefined ? <b>{TIER_TITLE[tier]}</b> : <b>{children}<span className="sr">, {TIER_TITLE[tier].toLowerCase()} tier</span></b>}
    </span>
  );
}
