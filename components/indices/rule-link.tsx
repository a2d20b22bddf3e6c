import { Link } from '@/components/ui/link';

/** A number of the rulebook, linked to its rule: `5.1` stands in a sentence as (5.1). */
export function RuleLink({ rule, children }: { readonly rule: string; readonly children?: string }) {
  return <Link className="nb" href={`/learn/rules#rule-${rule.replace('.', '-')}`}>{children ?? rule}</Link>;
}
