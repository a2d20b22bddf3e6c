import { LENS_NAMES, type Lens } from '@/lib/domain/features/lens';
import { FEATURES } from '@/lib/domain/features/registry';
import { BASELINE_WORDS } from '@/lib/domain/scores/forecast/gate';
import { GATE_T } from '@/lib/domain/scores/forecast/rules';
import { formatCount, formatNumber } from '@/lib/format/number';
import type { MODEL_BASELINES, MODEL_MEMBERS, ModelEvaluation, ModelReport } from '@/lib/schemas/api/model';

export type Baseline = (typeof MODEL_BASELINES)[number];
export type Member = (typeof MODEL_MEMBERS)[number] | 'ridge';

export const BASELINE_NAMES: Readonly<Record<Baseline, string>> = BASELINE_WORDS;
/** The same as names of columns and lines. */
export const BASELINE_TITLES: Readonly<Record<Baseline, string>> = { momentum: '30-day momentum', size: 'Size', ridge: 'Ridge regression' };
export const MEMBER_NAMES: Readonly<Record<Member, string>> = { boosting: 'Boosted trees', forest: 'Random forest', gru: 'Recurrent net', ridge: 'Ridge regression' };
const REGIME_NAMES: Readonly<Record<string, string>> = { trending: 'Trending', ranging: 'Ranging', neutral: 'Neutral', volatileBear: 'Volatile bear' };

/** A rank correlation, as published studies write it. Example: 0.0184 is “0.018”. */
export const formatIc = (value: number, sign = false): string => formatNumber(value, { digits: 3, sign });
export const formatT = (value: number): string => formatNumber(value, { digits: 1 });
export const regimeName = (regime: string): string => REGIME_NAMES[regime] ?? regime;

const declared = new Map(FEATURES.map((feature) => [feature.code, feature]));

/** Name and lens of a feature; one that is no longer declared keeps its code. */
export function featureWords(code: string, lens: string): { readonly name: string; readonly lens: string } {
  return { name: declared.get(code)?.name ?? code, lens: LENS_NAMES[lens as Lens] ?? lens };
}


function against(evaluation: ModelEvaluation, mean: number): string {
  const months = formatCount(evaluation.rankIc.months ?? evaluation.byMonth.length, 'month');
  const best = evaluation.against;
  const other = best === null ? null : evaluation.baselines[best.baseline];
  if (best === null || other === null || best.difference === null) return `Over ${months} the model’s mean rank IC was ${formatIc(mean)}; there is no baseline to hold it against.`;
  const name = BASELINE_NAMES[best.baseline];
  const figures = `rank IC ${formatIc(mean)} against ${formatIc(other)}`;
  if (best.difference <= 0) return `The model did not beat ${name} over ${months} (${figures}).`;
  const sure = best.t !== null && best.t >= GATE_T;
  const lead = `(${figures}${best.t === null ? '' : `, t ${formatT(best.t)}`})`;
  return sure ? `The model beat ${name} over ${months} ${lead}.` : `The model was ahead of ${name} over ${months} ${lead}, too little to tell from chance.`;
}

/** The proof in one sentence with its figures, and what follows from it for the indices of the market that is shown. */
export function answerWords({ evaluation, gate, active }: Pick<ModelReport, 'evaluation' | 'gate' | 'active'>, otherwise: string): string {
  const { mean } = evaluation.rankIc;
  if (mean === null) return otherwise;
  const used = gate.open ? 'Indices that choose by forecast use it.' : 'Indices use the rule-based grade.';
  return `${against(evaluation, mean)} ${active ? used : `The gate would be ${gate.open ? 'open' : 'closed'} there.`}`;
}
