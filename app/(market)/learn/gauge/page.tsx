import { Link } from '@/components/ui/link';
import { GaugeStates } from '@/components/learn/gauge-states';
import { PageTitle } from '@/components/ui/page-title';
import { Section } from '@/components/ui/section-head';

export const metadata = { title: 'The band gauge' };

export default function GaugePage() {
  return (
    <>
      <PageTitle
        crumb={<><Link href="/learn">Learn</Link> / The band gauge</>}
        title="The band gauge"
        lede="One drawing for every target: what is held, what is wanted, where the product acts, and where a trade would lead. The sentence beside it says the same."
      />
      <Section title="Its states" note="scale 0 to 35 %">
        <GaugeStates />
      </Section>
      <Section title="How to read it">
        <ul className="notl">
          <li><b>Shaded band:</b> inside it nothing happens. The edge itself is inside.</li>
          <li><b>Tick:</b> the target, where the plan wants it.</li>
          <li><b>Filled dot:</b> today’s weight. It changes colour outside the band, and its place says so first.</li>
          <li><b>Ring and arrow:</b> the weight after the trade and its costs. Without a trade there is neither.</li>
          <li><b>Scale:</b> one for the whole page, from 0 to the widest weight, rounded up to 5 points, so rows can be compared by eye.</li>
        </ul>
      </Section>
    </>
  );
}
