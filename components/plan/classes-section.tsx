import { GaugeScale, RangeGauge } from '@/components/ui/band-gauge';
import { gaugeScale } from '@/components/ui/band-gauge-geometry';
import { Money } from '@/components/ui/money';
import { Section } from '@/components/ui/section-head';
import { dec } from '@/lib/domain/foundation/decimal';
import { shareOf } from '@/lib/domain/planning/amounts';
import { ASSET_CLASSES, STAGE_RULES, type AssetClass } from '@/lib/domain/planning/rules';
import { formatNumber } from '@/lib/format/number';
import { formatPercent, formatPercentRange } from '@/lib/format/percent';
import type { PlanAnswers, StoredPlanResult } from '@/lib/schemas/plan';
import { share } from './words';
import { RuleLink } from './rule-link';

const NAMES: Readonly<Record<AssetClass, string>> = { crypto: 'Crypto', stocks: 'Stocks', bonds: 'Bonds', alternatives: 'Real estate, alternatives', cash: 'Cash' };

function ages(stage: string): string {
  const position = STAGE_RULES.findIndex((rule) => rule.stage === stage);
  const next = STAGE_RULES[position + 1];
  return `${STAGE_RULES[position]?.name ?? ''}, ${STAGE_RULES[position]?.fromAge ?? ''}${next === undefined ? ' and older' : ` to ${next.fromAge}`}`;
}

function explain(result: StoredPlanResult): string {
  const { ranges, classes, position } = result;
  const { low, high } = ranges.crypto;
  const span = formatPercentRange(low, high, { digits: 0 });
  const middles = formatPercent(ASSET_CLASSES.reduce((total, name) => total + (ranges[name].low + ranges[name].high) / 2, 0), { digits: 1 });
  const inside = position > 0 && position < 1;
  const crypto = classes.crypto < low ? `Crypto stands below its ${span}` : classes.crypto === low ? `Crypto takes the low end of ${span}` : classes.crypto >= high ? `Crypto takes the high end of ${span}` : `Crypto takes the middle of ${span}`;
  const end = position >= 1 ? ranges.cash.high : ranges.cash.low;
  const rest = Math.abs(classes.cash - end) < 1e-9 ? '' : ', and what is left of 100 % is cash';
  if (!inside) return `${crypto}. The four others stand at the ${position >= 1 ? 'high' : 'low'} end of their ranges${rest}.`;
  return `${crypto}. The four others stand at the same place in their ranges, ${formatPercent(position, { digits: 0 })} of the way up, the one place where all five sum to 100 %; the plain middles would sum to ${middles}.`;
}

/** Five classes as dots inside their published ranges, on one scale. */
export function ClassesSection({ result, answers }: { readonly result: StoredPlanResult; readonly answers: PlanAnswers }) {
  const end = gaugeScale(ASSET_CLASSES.map((name) => ({ now: result.classes[name], upper: result.ranges[name].high + 0.05 })));
  return (
    <Section title="Five classes, inside their published ranges" note={ages(result.stage)} end={<RuleLink rule="7.2" />}>
      <table className="data-table gauges">
        <caption className="sr">Share of each class with its published range and amount</caption>
        <thead>
          <tr><th scope="col" style={{ width: '200px' }}>Class</th><th scope="col" className="n">Share</th><th scope="col" className="gcell"><span className="sr">Range and share</span><GaugeScale end={end} /></th><th scope="col" className="n">Range</th><th scope="col" className="n">Amount</th></tr>
        </thead>
        <tbody>
          {ASSET_CLASSES.map((name) => (
            <tr key={name}>
              <th scope="row">{NAMES[name]}</th>
              <td className="n strong">{share(result.classes[name])}</td>
              <td className="gcell full"><RangeGauge value={result.classes[name]} lower={result.ranges[name].low} upper={result.ranges[name].high} end={end} label={NAMES[name]} /></td>
              <td className="n muted drop">{formatNumber(result.ranges[name].low * 100)}–{formatPercent(result.ranges[name].high, { digits: 0 })}</td>
              <td className="n"><Money value={shareOf(dec(answers.investable), result.classes[name])} digits={0} /></td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr><th scope="row">Together</th><td className="n">{formatPercent(1, { digits: 0 })}</td><td className="drop" /><td className="drop" /><td className="n"><Money value={answers.investable} digits={0} /></td></tr>
        </tfoot>
      </table>
      <p className="cap">{explain(result)}</p>
    </Section>
  );
}
