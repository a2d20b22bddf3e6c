import { Disclosure } from '@/components/ui/disclosure';
import { Link } from '@/components/ui/link';
import { Section } from '@/components/ui/section-head';
import { formatCount } from '@/lib/format/number';
import { percentSigns } from './model-words';

/** True of every such model, whatever its figures. */
const ALWAYS = 'What worked in the months tested may stop working: a rank IC of 0.03 to 0.05 is what published studies reach, and little of it survives costs and cap weighting.';

/** As many as are read; the rest waits behind a tap. */
const SHOWN = 5;

const List = ({ limits }: { readonly limits: readonly string[] }) => <ul className="notl">{limits.map((limit) => <li key={limit}>{percentSigns(limit)}</li>)}</ul>;

/** What the model cannot do, in plain words: what is true of these figures first, what is true of the method behind it. */
export function Limits({ limits }: { readonly limits: readonly string[] }) {
  const told = [ALWAYS, ...[...limits].reverse()];
  const rest = told.slice(SHOWN);
  return (
    <Section title="What it cannot do" end={<Link href="/learn/claims#right">How often is “right”?</Link>}>
      <List limits={told.slice(0, SHOWN)} />
      {rest.length > 0 && <Disclosure summary={`${formatCount(rest.length, 'more limit')} of the method`}><List limits={rest} /></Disclosure>}
    </Section>
  );
}
