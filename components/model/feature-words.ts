import { LENS_NAMES, type Lens } from '@/lib/domain/features/lens';
import { FEATURES } from '@/lib/domain/features/registry';

const declared = new Map(FEATURES.map((feature) => [feature.code, feature]));

/** Name and lens of a feature; one that is no longer declared keeps its code. */
export function featureWords(code: string, lens: string): { readonly name: string; readonly lens: string } {
  return { name: declared.get(code)?.name ?? code, lens: LENS_NAMES[lens as Lens] ?? lens };
}
