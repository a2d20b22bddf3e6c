import { orderOf, type NetworkSource, type OrderedFact, type SourceSettings } from './sources';

/** One step up or down in the order of a fact; null where there is no such step. What is stored names every source in use, in order. */
export function moveSource(settings: SourceSettings, fact: OrderedFact, source: NetworkSource, by: 'up' | 'down'): SourceSettings | null {
  const order = orderOf(settings, fact);
  const at = order.indexOf(source);
  const to = by === 'up' ? at - 1 : at + 1;
  const other = order[to];
  if (at < 0 || other === undefined) return null;
  const moved = order.map((each, position) => (position === at ? other : position === to ? source : each));
  // Sources that are off keep their place behind those in use, so that switching one on again does not lose it.
  const rest = (settings.order[fact] ?? []).filter((each) => !moved.includes(each));
  return { ...settings, order: { ...settings.order, [fact]: [...moved, ...rest] } };
}
