import { Link } from '@/components/ui/link';
import { Section } from '@/components/ui/section-head';
import { AmountText } from './amount-text';
import { gateState, type Gate, type GateState } from './gate-state';
import { RuleLink } from './rule-link';


const NAMES: Readonly<Record<Gate['gate'], string>> = { reserve: 'Reserve', debt: 'Debt', horizon: 'Horizon' };
const STEPS: Readonly<Record<Gate['gate'], string>> = { reserve: 'safety-net', debt: 'safety-net', horizon: 'time' };
const WORDS: Readonly<Record<GateState, string>> = { passed: 'Passed', asks: 'Passed, asks', closed: 'Closed' };
const HUES: Readonly<Record<GateState, string>> = { passed: 'text-gain', asks: 'text-warn', closed: 'text-loss' };

function GateMark({ state }: { readonly state: GateState }) {
  return (
    <svg viewBox="0 0 18 18" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round">
      {state === 'passed' && <path d="m4 9.5 3.5 3.5L14 5.5" />}
      {state === 'asks' && <><circle cx="9" cy="9" r="7" strokeWidth="1.5" /><path d="M7 7.2C7.1 6 8 5.4 9 5.4s2 .7 2 1.8c0 1.4-2 1.5-2 2.9M9 12.6v.1" strokeWidth="1.5" /></>}
      {state === 'closed' && <path d="m5 5 8 8m0-8-8 8" />}
    </svg>
  );
}

/** The three gates as a checklist, each with its numbers and the next thing to do. */
export function GatesSection({ gates, editable }: { readonly gates: readonly Gate[]; readonly editable: boolean }) {
  return (
    <Section title="Gates" end={<RuleLink rule="7.1" />}>
      <ul className="gates">
        {gates.map((gate) => {
          const state = gateState(gate);
          return (
            <li key={gate.gate} className={state === 'asks' ? 'ask' : undefined}>
              <span className={HUES[state]}><GateMark state={state} /></span>
              <span className="strong">{NAMES[gate.gate]}</span>
              <span className="what">
                <AmountText>{gate.detail}</AmountText> {gate.action === null ? null : <span className="text-ink"><AmountText>{gate.action}</AmountText></span>}
                {editable && gate.action !== null ? <> <Link href={gate.gate === 'debt' ? '/plan/what-if?debts=repay' : `/plan/profile/${STEPS[gate.gate]}`}>{gate.gate === 'debt' ? 'See the plan after repaying' : 'Change the answer'}</Link></> : null}
              </span>
              <span className={`st ${state === 'closed' ? 'text-loss' : ''}`}>{WORDS[state]}</span>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
