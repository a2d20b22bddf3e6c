/**
 * Reads JSON text as strictly as an API should: a key twice is an error, nesting is bounded, and a number that a double cannot
 * hold is kept apart instead of being rounded in silence. (`JSON.parse` shows a number's source only from Node 21 on.)
 * The words NaN and Infinity are read so that the schema can refuse them by field.
 */
export const MAX_JSON_DEPTH = 32;

/** A number whose text a double does not reproduce, e.g. 9007199254740993. */
export class InexactNumber {
  constructor(readonly source: string, readonly nearest: number) {}
}

/** `inexact` and `nul`: whether such a number, or a text with U+0000 (which no database takes), stands anywhere in it. */
export type JsonRead = { readonly ok: true; readonly value: unknown; readonly inexact: boolean; readonly nul: boolean } | { readonly ok: false; readonly message: string };

/** Parses `text`; the message of a failure says where. */
export function readJson(text: string): JsonRead {
  const reader = new Reader(text);
  try {
    const value = reader.document();
    return { ok: true, value, inexact: reader.inexact, nul: reader.nul };
  } catch (error) {
    if (error instanceof SyntaxError) return { ok: false, message: error.message };
    throw error;
  }
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const SPACE = /[ \t\n\r]*/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const WORDS: readonly (readonly [string, unknown])[] = [
  ['true', true], ['false', false], ['null', null], ['NaN', Number.NaN], ['Infinity', Number.POSITIVE_INFINITY], ['-Infinity', Number.NEGATIVE_INFINITY],
];

class Reader {
  inexact = false;
  nul = false;
  private at = 0;

  constructor(private readonly text: string) {}

  document(): unknown {
    const value = this.value(0);
    this.skip();
    if (this.at < this.text.length) this.fail('nothing may follow the value');
    return value;
  }

  private value(depth: number): unknown {
    if (depth > MAX_JSON_DEPTH) this.fail(`nested deeper than ${MAX_JSON_DEPTH} levels`);
    this.skip();
    const next = this.text[this.at];
    if (next === '{') return this.object(depth);
    if (next === '[') return this.array(depth);
    if (next === '"') return this.string();
    for (const [word, value] of WORDS) {
      if (this.text.startsWith(word, this.at)) {
        this.at += word.length;
        return value;
      }
    }
    return this.number();
  }

  private object(depth: number): Record<string, unknown> {
    const seen = new Map<string, unknown>();
    this.list('}', () => {
      this.skip();
      const key = this.string();
      if (seen.has(key)) this.fail(`the key ${JSON.stringify(key.slice(0, 64))} stands twice`);
      this.expect(':');
      seen.set(key, this.value(depth + 1));
    });
    return Object.fromEntries(seen);
  }

  private array(depth: number): unknown[] {
    const items: unknown[] = [];
    this.list(']', () => items.push(this.value(depth + 1)));
    return items;
  }

  private list(end: string, item: () => void): void {
    this.at += 1;
    if (this.peek() === end) {
      this.at += 1;
      return;
    }
    for (;;) {
      item();
      const next = this.peek();
      this.at += 1;
      if (next === end) return;
      if (next !== ',') this.fail(`expected , or ${end}`);
    }
  }

  private string(): string {
    const raw = this.match(STRING);
    if (raw === null) this.fail('expected a text');
    const value = JSON.parse(raw) as string;
    if (value.includes('\u0000')) this.nul = true;
    return value;
  }

  private number(): number | InexactNumber {
    const raw = this.match(NUMBER);
    if (raw === null) this.fail('expected a value');
    const value = Number(raw);
    if (sameDecimal(raw, value)) return value;
    this.inexact = true;
    return new InexactNumber(raw, value);
  }

  private match(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found === null) return null;
    this.at = pattern.lastIndex;
    return found[0];
  }

  private skip(): void {
    SPACE.lastIndex = this.at;
    SPACE.test(this.text);
    this.at = SPACE.lastIndex;
  }

  private peek(): string | undefined {
    this.skip();
    return this.text[this.at];
  }

  private expect(character: string): void {
    if (this.peek() !== character) this.fail(`expected ${character}`);
    this.at += 1;
  }

  private fail(message: string): never {
    throw new SyntaxError(`${message} at character ${Math.min(this.at, this.text.length) + 1}`);
  }
}

/** Whether the shortest text of the double says the same as the source; an infinite one is left to the schema. */
function sameDecimal(source: string, value: number): boolean {
  const digits = source.replace(/[^0-9]/g, '').length;
  if (!Number.isFinite(value) || digits <= 15) return true;
  return normal(source) === normal(String(value));
}

/** Digits without outer zeros and the power of ten of the last one. */
function normal(text: string): string {
  const [mantissa = '', exponent = '0'] = text.toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.');
  const digits = (whole + fraction).replace(/^0+/, '');
  const trimmed = digits.replace(/0+$/, '');
  if (trimmed === '') return '0';
  return `${mantissa.startsWith('-') ? '-' : ''}${trimmed}e${Number(exponent) - fraction.length + digits.length - trimmed.length}`;
}
