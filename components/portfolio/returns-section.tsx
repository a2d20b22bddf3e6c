import { Disclosure } from '@/components/ui/disclosure';
import { DataTable } from '@/components/ui/data-table';
import { Change } from '@/components/ui/change';
import { Money } from '@/components/ui/money';
import { Section } from '@/components/ui/section-head';
import { daysBetween } from '@/lib/domain/foundation/iso-day';
import { DAYS_PER_YEAR } from '@/lib/domain/foundation/year';
import type { PortfolioReturns, ReturnStep } from '@/lib/domain/portfolio/valuation';
import { formatDay } from '@/lib/format/day';
import { formatCount } from '@/lib/format/number';
import { formatChange } from '@/lib/format/percent';

const COLUMNS = [
  { key: 'day', head: 'Day', rowHead: true, cell: (step: ReturnStep) => formatDay(step.day) },
  { key: 'flow', head: 'Put in', numeric: true, cell: (step: ReturnStep) => (step.flow === 0 ? '–' : <Money value={step.flow} sign />) },
  { key: 'value', head: 'Worth', numeric: true, cell: (step: ReturnStep) => <Money value={step.value} /> },
  { key: 'growth', head: 'Since the step before', numeric: true, phone: 'hide' as const, cell: (step: ReturnStep) => (step.growth === null ? 'start' : <Change value={step.growth} digits={2} />) },
];

function product(steps: readonly ReturnStep[]): string {
  return steps.flatMap((step) => (step.growth === null ? [] : [(1 + step.growth).toFixed(4)])).join(' × ');
}

/** How both returns come about: every step of the sum, from the person's own ledger. */
export function ReturnsSection({ returns }: { readonly returns: PortfolioReturns }) {
  if (!returns.ok) return null;
  const days = daysBetween(returns.from, returns.to);
  const shown = returns.steps.length <= 12;
  return (
    <Section title="How it has done" note={`${formatDay(returns.from)} to ${formatDay(returns.to)}, after the fees you booked`} id="returns">
      <Disclosure summary="How is this computed?" open={shown}>
        <p className="prose">
          <b>Time-weighted</b> asks how well what was held has done, whatever came and went: between two steps, (worth − put in) ÷ worth before, all multiplied.
          {' '}{shown && returns.timeWeighted !== null ? <>Here {product(returns.steps)} − 1 = {formatChange(returns.timeWeighted, { digits: 2 })}. It is not annualised.</> : 'It covers the whole period and is not annualised.'}
        </p>
        <p className="prose mt-2">
          <b>Money-weighted</b> asks what your money has earned: the yearly rate at which everything put in, taken out, and what it is worth on {formatDay(returns.to)} come to nothing (XIRR, actual/365).
          {' '}{returns.moneyWeighted === null ? returns.reason : <>Here {formatChange(returns.moneyWeighted, { digits: 2 })} a year{days < DAYS_PER_YEAR ? `, as if it went on for a year as in these ${formatCount(days, 'day')}` : ''}.</>}
        </p>
        <div className="mt-4"><DataTable caption="Every day on which money came or went" rows={returns.steps} rowKey={(step) => step.day} columns={COLUMNS} tight /></div>
        <p className="cap">Tokens that came in or left count at that day’s close. Income and fees are part of the return.</p>
      </Disclosure>
    </Section>
  );
}
