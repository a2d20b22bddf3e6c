export interface Source {
  readonly name: string;
  readonly state: 'off' | 'unseen' | 'ok' | 'failing' | 'waiting' | 'resting' | 'failed';
  readonly lastSuccess: string | null;
  readonly quotaLeft: number | null;
  readonly monthLeft: number | null;
  readonly error: string | null;
  readonly errorKind: string | null;
  readonly breaker: 'closed' | 'open' | 'half-open' | null;
  readonly retryAt: string | null;
}

/** A source's state as a person would say it; the mark before it is a shape, so that no colour has to be seen. */
export const SOURCE_STATES: Readonly<Record<Source['state'], { readonly mark: string; readonly words: string; readonly tone: string }>> = {
  ok: { mark: '●', words: 'answers', tone: 'text-gain' },
  unseen: { mark: '○', words: 'not asked yet', tone: 'text-ink-3' },
  off: { mark: '–', words: 'off', tone: 'text-ink-3' },
  waiting: { mark: '◐', words: 'asked us to wait', tone: 'text-warn' },
  failing: { mark: '▲', words: 'failing', tone: 'text-warn' },
  resting: { mark: '■', words: 'rests after failures', tone: 'text-loss' },
  failed: { mark: '■', words: 'failed', tone: 'text-loss' },
};

const KINDS: Readonly<Record<string, string>> = {
  'rate-limited': 'It limits how often it may be asked',
  refused: 'It refuses to answer this installation',
  unreachable: 'It cannot be reached',
  'timed-out': 'It did not answer in time',
  garbled: 'Its answer could not be read',
  failed: 'It answered with an error',
};

const BREAKERS = { closed: 'closed: it is asked', open: 'open: it is not asked', 'half-open': 'half open: one request tries it' } as const;

/** The last trouble in words: the sort of it, then what was said. */
export function troubleOf({ error, errorKind }: Pick<Source, 'error' | 'errorKind'>): string | null {
  if (error === null) return null;
  const kind = KINDS[errorKind ?? ''];
  return kind === undefined ? error : `${kind}: ${error}`;
}

export const breakerWords = (breaker: Source['breaker']): string => (breaker === null ? '' : BREAKERS[breaker]);
