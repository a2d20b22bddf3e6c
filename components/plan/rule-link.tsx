import { Link } from '@/components/ui/link';

/** To the rule that made what stands beside it. */
export function RuleLink({ rule }: { readonly rule: string }) {
  return <Link href={`/learn/rules#rule-${rule.replace('.', '-')}`}>Rule {rule}</Link>;
}
