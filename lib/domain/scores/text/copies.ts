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

interface Kept extends ComparedText {
  readonly root: string;
}

/**
 * Tells copies among texts that come in order of time: a text that resembles one of the 24 hours before it is the next copy of what that one
 * copies (Rule 3.7), so a campaign that goes on is discounted as long as it does. Only earlier texts count, so no later one changes a mark.
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
      const recent = (this.bands.get(band) ?? []).filter(({ at }) => at >= text.at - COPY_HOURS * 3_600_000);
      this.bands.set(band, [...recent, { ...text, root }]);
    }
  }

  /** Marks a text and remembers it. Texts come in order of time; of one moment by their id. */
  mark(text: ComparedText): CopyMark {
    const like = this.like(text);
    const mark = like === null ? ORIGINAL : { original: like.root, copy: (this.copies.get(like.root) ?? 0) + 1 };
    this.remember(text, mark);
    return mark;
  }

  /** The text of the 24 hours before that resembles it most, of equals the earliest. */
  private like({ at, sketch }: ComparedText): Kept | null {
    if (sketch === null) return null;
    const near = new Set(bandsOf(sketch).flatMap((band) => this.bands.get(band) ?? []));
    let best: Kept | null = null;
    let most = COPY_SIMILARITY;
    for (const other of near) {
      if (other.at > at || other.at < at - COPY_HOURS * 3_600_000 || other.sketch === null) continue;
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
