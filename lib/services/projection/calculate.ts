import 'server-only';
import { dec, decText, roundDec, type Dec } from '@/lib/domain/foundation/decimal';
import { compound } from '@/lib/domain/projection/compounding';
import { kellyStake, liquidationMove } from '@/lib/domain/projection/kelly';
import { priceScenarios, type ScenarioInput, type ScenarioRow } from '@/lib/domain/projection/scenarios';

/** A root has no end: what is shown of one is cut at this many places. */
const PLACES = 8;
const text = (value: Dec): string => decText(roundDec(value, PLACES));

export interface ProjectionBody {
  readonly initial: string;
  readonly monthly: string;
  readonly annualReturn: number;
  readonly years: number;
}

export function calculateProjection(body: ProjectionBody) {
  const rows = compound({ initial: dec(body.initial), monthly: dec(body.monthly), annualReturn: body.annualReturn, years: body.years });
  const byYear = rows.map(({ year, value, contributed, gain }) => ({ year, value: text(value), contributed: text(contributed), gain: text(gain) }));
  const last = byYear.at(-1);
  if (last === undefined) throw new Error('a projection has at least one year');
  return { final: last.value, contributed: last.contributed, gain: last.gain, byYear };
}

export function calculateScenarios(body: ScenarioInput): readonly ScenarioRow[] {
  return priceScenarios(body);
}

export function calculateKelly(body: { readonly winProbability: number; readonly odds: number; readonly leverage?: number | undefined }) {
  const stake = kellyStake(body.winProbability, body.odds);
  return body.leverage === undefined ? stake : { ...stake, liquidationMove: liquidationMove(body.leverage) };
}
