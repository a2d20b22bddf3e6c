import type { SourceGate } from '@/lib/providers/http/gate';

/** A gate that lets everything through and counts it. */
export function openGate(): SourceGate & { taken: number } {
  const gate = { taken: 0, take: () => Promise.resolve(void gate.taken++), succeeded: () => Promise.resolve(), failed: () => Promise.resolve() };
  return gate;
}
