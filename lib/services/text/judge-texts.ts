import 'server-only';
import { CopyFinder, copyWeight } from '@/lib/domain/scores/text/copies';
import { judgeText } from '@/lib/domain/scores/text/judge-text';
import type { NameIndex } from '@/lib/domain/scores/text/name-index';
import { sourceWeight, type TextKind } from '@/lib/domain/scores/text/text-sources';
import type { MarkedText, TextItemRow } from '@/lib/data/text-items';
import type { ReadMood } from './text-reader';

/** A text that nobody judged yet. */
export interface UnjudgedText {
  readonly id: string;
  readonly kind: TextKind;
  readonly source: string;
  readonly title: string;
  /** Empty where it is not known. */
  readonly body: string;
  readonly link: string | null;
  readonly publishedAt: Date;
  readonly seenAt: Date;
  /** The day it counts on. */
  readonly day: string;
}

/** Tells copies among headlines and among posts, each for themselves, from what is known of those before. */
export class CopyWatch {
  private readonly finders: Readonly<Record<TextKind, CopyFinder>> = { news: new CopyFinder(), post: new CopyFinder() };

  constructor(known: readonly MarkedText[]) {
    for (const { kind, publishedAt, id, sketch, original, copy } of known) this.finders[kind].remember({ id, at: publishedAt.getTime(), sketch }, { original, copy });
  }

  mark(text: UnjudgedText, sketch: Uint8Array | null): { readonly original: string | null; readonly copy: number } {
    return this.finders[text.kind].mark({ id: text.id, at: text.publishedAt.getTime(), sketch });
  }
}

/** Judges texts in the order in which they were seen: what they say, of whom, about what, and whether somebody said it before. */
export function judgeTexts(texts: readonly UnjudgedText[], moods: readonly ReadMood[], indexOf: (text: UnjudgedText) => NameIndex, copies: CopyWatch): TextItemRow[] {
  return texts.map((text, i) => {
    const { language, readable, given, method } = moods[i] as ReadMood;
    const { polarity, narratives, mentions, sketch } = judgeText(text, indexOf(text), readable, given);
    const { original, copy } = copies.mark(text, sketch);
    const { body: _, ...rest } = text;
    return { ...rest, language, polarity, method, narratives, sketch, original, copy, weight: sourceWeight(text.source, text.kind) * copyWeight(copy), mentions };
  });
}
