import 'server-only';
import type { z } from 'zod';
import type { Refusal, Span } from './live-port';
import type { Judged } from './judge-number';

const RAW_LENGTH = 500;

/** What was refused, as the source wrote it, cut where it is long. */
export function rawText(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length > RAW_LENGTH ? `${text.slice(0, RAW_LENGTH)}…` : text;
}

/** The first thing that a schema found wrong, by its place. Example: 'market_cap: expected number, received string'. */
export function schemaFault(error: z.ZodError): string {
  const issue = error.issues[0];
  const place = issue?.path.join('.') ?? '';
  const message = (issue?.message ?? 'not as described').replace(/^Invalid input: /, '');
  return place === '' ? message : `${place}: ${message}`;
}

/** An answer about a span that holds no day of it: whoever asked must not take that for a history. */
export const noDay = (subject: string, { from, to }: Span): Refusal => ({ subject, about: from, reason: 'no day of the span is in the answer', raw: `${from} to ${to}` });

/** Collects what an answer's rows are refused for. */
export class Refusals {
  readonly list: Refusal[] = [];

  add(subject: string, about: string, reason: string, raw: unknown): void {
    this.list.push({ subject, about, reason, raw: rawText(raw) });
  }

  /** A judged value, or null with its refusal noted. */
  keep<T>(judged: Judged<T>, subject: string, about: string, raw: unknown): T | null {
    if (judged.ok) return judged.text;
    this.add(subject, about, judged.reason, raw);
    return null;
  }
}
