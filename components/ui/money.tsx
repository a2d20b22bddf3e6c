import type { ReactNode } from 'react';
import { formatLargeMoney, formatMoney, formatPrice, formatQuantity } from '@/lib/format/money';
import { Missing } from './missing';

type Value = number | string | null | undefined;

function isMissing(value: Value): value is null | undefined {
  return value === null || value === undefined || !Number.isFinite(Number(value));
}

/** Hides what belongs to a person when they pressed `h`: from the eye and from a screen reader, without a reload. */
export function Amount({ children }: { readonly children: ReactNode }) {
  return (
    <span className="amount nb">
      <span className="amount-value">{children}</span>
      <span className="amount-hidden" aria-label="hidden">•••</span>
    </span>
  );
}

/** An amount of a person's own money; hidden with `h`. */
export function Money({ value, digits, sign, missing }: { readonly value: Value; readonly digits?: number; readonly sign?: boolean; readonly missing?: string }) {
  if (isMissing(value)) return <Missing reason={missing} />;
  return <Amount>{formatMoney(value, { digits, sign })}</Amount>;
}

/** A person's units of a token; hidden with `h`. */
export function Quantity({ value, symbol, full, missing }: { readonly value: Value; readonly symbol?: string; readonly full?: boolean; readonly missing?: string }) {
  if (isMissing(value)) return <Missing reason={missing} />;
  return (
    <Amount>
      <span className="mono">{formatQuantity(value, { full })}</span>
      {symbol ? ` ${symbol}` : null}
    </Amount>
  );
}

/** A market price: never hidden. `full` keeps the cents of a large one. */
export function Price({ value, full, missing }: { readonly value: Value; readonly full?: boolean; readonly missing?: string }) {
  if (isMissing(value)) return <Missing reason={missing} />;
  return <span className="nb">{formatPrice(value, { full })}</span>;
}

/** A large market amount, as $892.6 bn: never hidden. */
export function LargeMoney({ value, missing }: { readonly value: Value; readonly missing?: string }) {
  if (isMissing(value)) return <Missing reason={missing} />;
  return <span className="nb">{formatLargeMoney(value)}</span>;
}
