/** The six lenses of Rule 3.1 in their stored order; arrays of lens grades follow it everywhere. */
export const LENSES = ['fundamental', 'technical', 'developer', 'sentiment', 'onChain', 'exchange'] as const;
export type Lens = (typeof LENSES)[number];

/** Lens names as people read them. Example: `LENS_NAMES.onChain` is 'On-chain'. */
export const LENS_NAMES: Readonly<Record<Lens, string>> = {
  fundamental: 'Fundamental',
  technical: 'Technical',
  developer: 'Developer',
  sentiment: 'Sentiment',
  onChain: 'On-chain',
  exchange: 'Exchange',
};
