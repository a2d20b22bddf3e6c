import { Callout } from '@/components/ui/callout';
import { LimitGauge } from '@/components/ui/band-gauge';
import { gaugeScale } from '@/components/ui/band-gauge-geometry';
import { Change } from '@/components/ui/change';
import { Amount } from '@/components/ui/money';
import { Section } from '@/components/ui/section-head';
import { dayFromNumber } from '@/lib/domain/foundation/iso-day';
import { MINIMUM_ASSUMED_DRAWDOWN } from '@/lib/domain/planning/rules';
import { formatDay } from '@/lib/format/day';
import { formatMoney } from '@/lib/format/money';
import { formatPercent } from '@/lib/format/percent';
import type { PlanAnswers, StoredPlanResult } from '@/lib/schemas/plan';
import { RuleLink } from './rule-link';

const day = (number: number): string => formatDay(dayFromNumber(number));

/** What the mix itself has done, or what is assumed where it is too young to tell. */
function historyOf(loss: StoredPlanResult['lossLimit']): string {
  const assumed = formatPercent(MINIMUM_ASSUMED_DRAWDOWN, { digits: 0 });
  if (loss.worstDrawdown === null || loss.drawdownFrom === null || loss.drawdownTo === null || loss.historyFrom === null || loss.historyTo === null) {
    return `These indices have no common history yet; a fall of ${assumed} is assumed.`;
  }
  const fall = `Held at these weights, the indices once fell ${formatPercent(loss.worstDrawdown)} from their top (${day(loss.drawdownFrom)} to ${day(loss.drawdownTo)}; all of them exist from ${day(loss.historyFrom)} to ${day(loss.historyTo)}, costs included).`;
  return loss.worstDrawdown < MINIMUM_ASSUMED_DRAWDOWN ? `${fall} At least ${assumed} is assumed all the same.` : fall;
}

/** The loss in a bad year in money, and against the limit of net worth. */
export function BadYearSection({ result, answers }: { readonly result: StoredPlanResult; readonly answers: PlanAnswers }) {
  const { lossLimit: loss } = result;
  if (result.classes.crypto === 0) {
    return (
      <Section title="A bad year, in money" end={<RuleLink rule="7.4" />}>
        <p className="prose mt-4">The plan holds no crypto, so a bad year in crypto costs nothing. {historyOf(loss)}</p>
      </Section>
    );
  }
  const warning = result.warnings.find(({ warning: name }) => name === 'lossLimit');
  const words = loss.worstDrawdown !== null && loss.worstDrawdown >= MINIMUM_ASSUMED_DRAWDOWN ? 'if this mix falls as far as it has' : `if this mix falls by ${formatPercent(loss.assumedDrawdown, { digits: 0 })}`;
  return (
    <Section title="A bad year, in money" end={<RuleLink rule="7.4" />}>
      <p className="mt-4 text-xl"><Amount><Change value={-Number(loss.lossAmount)} as="money" digits={0} /></Amount> <span className="text-sm muted">{words}</span></p>
      <p className="prose mt-2">
        {historyOf(loss)}
        {loss.loss === null ? null : <> On <Amount>{formatMoney(result.cryptoAmount, { digits: 0 })}</Amount> that is {formatPercent(loss.loss)} of your net worth of <Amount>{formatMoney(answers.netWorth, { digits: 0 })}</Amount>; the limit is {formatPercent(loss.limit, { digits: 0 })}.</>}
      </p>
      {loss.loss === null ? null : (
        <div className="mt-3">
          <LimitGauge value={loss.loss} limit={loss.limit} end={gaugeScale([{ now: loss.loss, upper: loss.limit + 0.05 }])} label="Loss against net worth" limitLabel={`limit ${formatPercent(loss.limit, { digits: 0 })} of net worth`} />
        </div>
      )}
      {warning === undefined ? null : <Callout tone="warn">{warning.detail}</Callout>}
    </Section>
  );
}
