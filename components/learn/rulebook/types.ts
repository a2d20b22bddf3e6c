import type { ReactNode } from 'react';

/** One rule in our own words. Its numbers come from the constants that the code runs on. */
export interface RuleText {
  /** “6.1”: section and number, the same for ever. */
  readonly rule: string;
  readonly title: string;
  readonly text: ReactNode;
  /** A table before the text. */
  readonly table?: ReactNode;
  /** What of it the product does not do yet. */
  readonly later?: string;
}

export interface RuleSection {
  readonly number: number;
  readonly title: string;
  readonly intro?: ReactNode;
  readonly rules: readonly RuleText[];
}
