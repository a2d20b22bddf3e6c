import type { StoredPlanResult } from '@/lib/schemas/plan';

export type Gate = StoredPlanResult['gates'][number];
export type GateState = 'passed' | 'asks' | 'closed';

/** A gate that passes may still ask a question (Rule 7.1); a note is no question. */
export function gateState(gate: Gate): GateState {
  if (!gate.passed) return 'closed';
  return gate.action?.includes('?') === true ? 'asks' : 'passed';
}
