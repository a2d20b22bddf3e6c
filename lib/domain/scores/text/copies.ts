import { bandsOf, similarity } from './min-hash';
import { COPY_DISCOUNT, COPY_HOURS, COPY_SIMILARITY } from './rules';

/** A text to compare: when it was published, in milliseconds since 1970, and its sketch. */
export interface ComparedText {
  readonly id: string;
  readonly at: number;
  readonly sketch: Uint8Array | null;
}

/** What a text is a copy of, and the how-manieth: 0 and null for an original. */
export interface CopyMark {
  readonly original: string | null;
  readonly copy: number;
}

export const ORIGINAL: CopyMark = { original: null, copy: 0 };

const COPY_MS = COPY_HOURS * 3_600_000;

interface Kept extends ComparedText {
  readonly root: string;
}

/**
 * Tells copies among texts in the order in which they were seen: a text that resembles an earlier one published within 24 hours of it is the next
 * copy of what that one copies (Rule 3.7), so a campaign that goes on is discounted as long as it does. No later text changes a mark.
 * Example: three equal posts an hour apart are 0, 1 and 2.
 */
export class CopyFinder {
  private readonly bands = new Map<number, Kept[]>();
  private readonly copies = new Map<string, number>();

  /** Takes a text whose mark is known already. */
  remember(text: ComparedText, { original, copy }: CopyMark): void {
    const root = original ?? text.id;
    this.copies.set(root, Math.max(this.copies.get(root) ?? 0, copy));
    if (text.sketch === null) return;
    for (const band of bandsOf(text.sketch)) {
      const recent = (this.bands.get(band) ?? []).filter(({ at }) => at >= text.at - 2 * COPY_MS);
      this.bands.set(band, [...recent, { ...text, root }]);
    }
  }

  /** Marks a text and remembers it. Texts come in the order in which they were seen; of one moment by their id. */
  mark(text: ComparedText): CopyMark {
    const like = this.like(text);
    const mark = like === null ? ORIGINAL : { original: like.root, copy: (this.copies.get(like.root) ?? 0) + 1 };
    this.remember(text, mark);
    return mark;
  }

  /** The text within 24 hours that resembles it most, of equals the earliest. */
  private like({ at, sketch }: ComparedText): Kept | null {
    if (sketch === null) return null;
    const near = new Set(bandsOf(sketch).flatMap((band) => this.bands.get(band) ?? []));
    let best: Kept | null = null;
    let most = COPY_SIMILARITY;
    for (const other of near) {
      if (Math.abs(other.at - at) > COPY_MS || other.sketch === null) continue;
      const share = similarity(sketch, other.sketch);
      const earlier = best !== null && (other.at < best.at || (other.at === best.at && other.id < best.id));
      if (share > most || (share === most && (best === null || earlier))) [best, most] = [other, share];
    }
    return best;
  }
}

/** What a copy still weighs: a quarter of the one before it. Example: the original 1, the second copy 1/16. */
export function copyWeight(copy: number): number {
  return COPY_DISCOUNT ** copy;
}
