/** What samples of an answer have in common: the types at a place, the keys of objects, the items of lists. */
export interface Shape {
  readonly types: Set<string>;
  readonly keys: Map<string, Shape>;
  item: Shape | null;
}

const typeOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value);
const empty = (): Shape => ({ types: new Set(), keys: new Map(), item: null });

/** Objects at these places are maps: their keys are names of assets, currencies or pairs and not part of the shape. */
export type Maps = readonly string[];

/** Adds a sample. */
export function learn(value: unknown, maps: Maps, shape: Shape = empty(), at = ''): Shape {
  shape.types.add(typeOf(value));
  if (Array.isArray(value)) {
    // Rows such as [time, price, …] have a meaning by place, lists of things do not.
    for (const item of value) shape.item = learn(item, maps, shape.item ?? empty(), `${at}[]`);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      const name = maps.includes(at) ? '*' : key;
      shape.keys.set(name, learn(item, maps, shape.keys.get(name) ?? empty(), at === '' ? name : `${at}.${name}`));
    }
  }
  return shape;
}

/** What a value has that no sample has: unknown keys, and types that were never seen there. Null may be missing in samples. */
export function strangers(value: unknown, shape: Shape, maps: Maps, at = ''): string[] {
  const type = typeOf(value);
  if (!shape.types.has(type) && !(shape.types.size === 1 && shape.types.has('null')) && type !== 'null') return [`${at || 'the answer'} is ${type}, not ${[...shape.types].join(' or ')}`];
  if (Array.isArray(value)) return shape.item === null ? [] : value.flatMap((item) => strangers(item, shape.item as Shape, maps, `${at}[]`));
  if (typeof value !== 'object' || value === null || shape.keys.size === 0) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const name = maps.includes(at) ? '*' : key;
    const known = shape.keys.get(name);
    return known ? strangers(item, known, maps, at === '' ? name : `${at}.${name}`) : [`${at === '' ? key : `${at}.${key}`} is not in any sample`];
  });
}
