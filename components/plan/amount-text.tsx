import { Amount } from '@/components/ui/money';

const MONEY = /(−?\$[\d,]+(?:\.\d+)?)/;

/** A sentence of the planner with its amounts hidden on demand; the rest of it stays. */
export function AmountText({ children }: { readonly children: string }) {
  return children.split(MONEY).map((part, position) => (position % 2 === 1 ? <Amount key={position}>{part}</Amount> : part));
}
