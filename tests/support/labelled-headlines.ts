import fs from 'node:fs';
import path from 'node:path';

/** A headline of the labelled set: what it says of price or project, and the kind of difficulty it was written for. */
export interface LabelledHeadline {
  readonly label: -1 | 0 | 1;
  readonly kind: string;
  readonly text: string;
  /** Of the half that no rule, word or threshold was ever chosen by. */
  readonly heldOut: boolean;
}

/** A fixed hash of the text decides the half, so that nobody chooses. */
function isHeldOut(text: string): boolean {
  let hash = 2_166_136_261;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 16_777_619) >>> 0;
  return ((hash >>> 7) & 1) === 1;
}

export function labelledHeadlines(): LabelledHeadline[] {
  const file = path.resolve(import.meta.dirname, '../golden/text/headlines.tsv');
  return fs.readFileSync(file, 'utf8').trim().split('\n').map((line) => {
    const [label = '', kind = '', text = ''] = line.split('\t');
    return { label: Number(label) as -1 | 0 | 1, kind, text, heldOut: isHeldOut(text) };
  });
}

export interface ClassScore {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** F1 of each class and their plain mean. */
export function macroF1(headlines: readonly LabelledHeadline[], judge: (text: string) => -1 | 0 | 1): { readonly macro: number; readonly classes: Readonly<Record<'negative' | 'neutral' | 'positive', ClassScore>> } {
  const judged = headlines.map(({ label, text }) => ({ label, said: judge(text) }));
  const score = (of: -1 | 0 | 1): ClassScore => {
    const right = judged.filter(({ label, said }) => label === of && said === of).length;
    const precision = right / Math.max(1, judged.filter(({ said }) => said === of).length);
    const recall = right / Math.max(1, judged.filter(({ label }) => label === of).length);
    return { precision, recall, f1: right === 0 ? 0 : (2 * precision * recall) / (precision + recall) };
  };
  const classes = { negative: score(-1), neutral: score(0), positive: score(1) };
  return { macro: (classes.negative.f1 + classes.neutral.f1 + classes.positive.f1) / 3, classes };
}
