import { Link } from '@/components/ui/link';
import { Section } from '@/components/ui/section-head';

/** True of every such model, whatever its figures. */
const ALWAYS = 'What worked in the months tested may stop working: a rank IC of 0.03 to 0.05 is what published studies reach, and little of it survives costs and cap weighting.';

/** What the model cannot do, in plain words. */
export function Limits({ limits }: { readonly limits: readonly string[] }) {
  return (
    <Section title="What it cannot do" end={<Link href="/learn/claims#right">How often is “right”?</Link>}>
      <ul className="notl">{[...limits, ALWAYS].map((limit) => <li key={limit}>{limit}</li>)}</ul>
    </Section>
  );
}
