import { Link } from '@/components/ui/link';
import { ButtonLink } from '@/components/ui/button';
import { Amount } from '@/components/ui/money';
import { PageTitle } from '@/components/ui/page-title';
import { formatDay } from '@/lib/format/day';
import { formatMoney } from '@/lib/format/money';
import { formatCount, formatWord } from '@/lib/format/number';
import type { PlanAnswers, StoredPlanResult } from '@/lib/schemas/plan';
import { gateState } from './gate-state';
import { capital, share } from './words';

interface PlanTitleProps {
  readonly result: StoredPlanResult;
  readonly answers: PlanAnswers;
  readonly version: number;
  readonly latest: boolean;
}

const FIRST: Readonly<Record<string, string>> = { reserve: 'fill the reserve first', debt: 'repay the dear debt first', horizon: 'the money is needed too soon' };

function answerOf(result: StoredPlanResult): React.ReactNode {
  const closed = result.gates.find((gate) => !gate.passed);
  if (closed !== undefined) return `No crypto for now: ${FIRST[closed.gate] ?? 'a gate is closed'}.`;
  const indices = result.indices.length === 0 ? 'in stablecoin cash until an index is ready' : `across ${formatWord(result.indices.length)} ${result.indices.length === 1 ? 'index' : 'indices'}`;
  return <>{share(result.classes.crypto)} in crypto: <Amount>{formatMoney(result.cryptoAmount, { digits: 0 })}</Amount> {indices}.</>;
}

function gateSentence(result: StoredPlanResult): string {
  const states = result.gates.map(gateState);
  const closed = states.filter((state) => state === 'closed').length;
  if (closed > 0) return `${capital(formatWord(closed))} of three gates ${closed === 1 ? 'is' : 'are'} closed.`;
  const asking = states.filter((state) => state === 'asks').length;
  return asking === 0 ? 'All three gates pass.' : `All three gates pass; ${formatWord(asking)} ${asking === 1 ? 'asks' : 'ask'} you a question.`;
}

/** The answer first: how much, in what; then the answers it was made from. */
export function PlanTitle({ result, answers, version, latest }: PlanTitleProps) {
  const lede = (
    <>
      Age {answers.age}, stage {result.stageName.toLowerCase()}, temperament {answers.temperament}, {answers.incomeStability} income,{' '}
      <Amount>{formatMoney(answers.investable, { digits: 0 })}</Amount> to invest, horizon {formatCount(answers.horizonYears, 'year')}. {gateSentence(result)}
    </>
  );
  const crumb = <>{latest ? 'Plan' : <Link href="/plan">Plan</Link>} / Result of {formatDay(result.day)}, version {version}</>;
  const actions = latest ? (
    <>
      {result.classes.crypto > 0 ? <ButtonLink look="primary" href="/rebalance">Use these targets</ButtonLink> : null}
      <ButtonLink href="/plan/what-if">Change an answer</ButtonLink>
    </>
  ) : (
    <ButtonLink href="/plan">Back to the newest</ButtonLink>
  );
  return <PageTitle crumb={crumb} title={answerOf(result)} lede={lede} actions={actions} />;
}
