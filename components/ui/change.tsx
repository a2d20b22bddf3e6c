import { formatMoney } from '@/lib/format/money';
import { formatNumber } from '@/lib/format/number';
import { formatChange } from '@/lib/format/percent';
import { Missing } from './missing';
import { Amount } from './money';

interface ChangeProps {
  /** A fraction (0.12 is +12 %), an amount with `money`, points with `points` (0.006 is +0.6). Null is missing. */
  readonly value: number | null | undefined;
  readonly digits?: number;
  readonly as?: 'percent' | 'money' | 'number';
  /** Whether a rise is good; a rise in cost is not, then colour is left out. */
  readonly neutral?: boolean;
  readonly missing?: string;
}

function text(value: number, as: 'percent' | 'money' | 'number', digits: number | undefined): string {
  if (as === 'money') return formatMoney(value, { digits: digits ?? 2, sign: true });
  if (as === 'number') return formatNumber(value, { digits: digits ?? 1, sign: true });
  return formatChange(value, { digits: digits ?? 1 });
}

/** Arrow and sign first, colour second; what rounds to zero has neither. Money is a person's own and can be hidden. */
export function Change({ value, digits, as = 'percent', neutral = false, missing }: ChangeProps) {
  if (value === null || value === undefined || !Number.isFinite(value)) return <Missing reason={missing} />;
  const shown = text(value, as, digits);
  const direction = shown.startsWith('+') ? 'up' : shown.startsWith('\u2212') ? 'down' : 'flat';
  const arrow = { up: '↑', down: '↓', flat: '·' }[direction];
  return (
    <span className={neutral ? 'chg' : `chg ${direction}`}>
      <i aria-hidden="true">{arrow}</i>
      {as === 'money' ? <Amount>{shown}</Amount> : shown}
    </span>
  );
}
