import type { z } from 'zod';

/** What a server action tells its form: the message, the errors by field, and what was typed, so that nothing is lost without a script. */
export interface FormState {
  readonly status: 'idle' | 'saved' | 'refused';
  readonly message?: string;
  readonly errors: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, string>>;
}

export const IDLE: FormState = { status: 'idle', errors: {}, values: {} };

/** Fields that are never sent back. */
const SECRET = /password/i;

/** Fields of the form; those that begin with $ are the framework's. */
function textsOf(form: FormData): [string, string][] {
  return [...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string' && !entry[0].startsWith('$'));
}

/** What was typed, to be shown again; never a secret. */
export function typedIn(form: FormData): FormState['values'] {
  return Object.fromEntries(textsOf(form).filter(([name]) => !SECRET.test(name)));
}

type Read<T> = { readonly ok: true; readonly value: T; readonly values: Readonly<Record<string, string>> } | { readonly ok: false; readonly state: FormState };

/** Parses a posted form; on failure the state to show, one message a field. */
export function readForm<S extends z.ZodType>(schema: S, form: FormData): Read<z.output<S>> {
  const texts = textsOf(form);
  // No database takes U+0000, and no keyboard sends it.
  const sent = Object.fromEntries(texts.map(([name, text]) => [name, text.replaceAll('\u0000', '')]));
  const values = typedIn(form);
  const parsed = schema.safeParse(sent);
  if (parsed.success) return { ok: true, value: parsed.data, values };
  const errors: Record<string, string> = {};
  for (const issue of parsed.error.issues) errors[String(issue.path[0] ?? '')] ??= issue.message;
  return { ok: false, state: { status: 'refused', message: 'Please check the marked fields.', errors, values } };
}

export const saved = (message: string, values: FormState['values'] = {}): FormState => ({ status: 'saved', message, errors: {}, values });

export const refused = (message: string, errors: FormState['errors'] = {}, values: FormState['values'] = {}): FormState => ({ status: 'refused', message, errors, values });
