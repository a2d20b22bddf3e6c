import type { StatusQuery } from './record-pages';

export interface StatusSearch {
  readonly page?: string | string[];
  readonly source?: string | string[];
  readonly conflicts?: string | string[];
  readonly withheld?: string | string[];
  readonly refused?: string | string[];
  readonly switch?: string | string[];
}

const number = (value: string | string[] | undefined): number => Math.min(1_000_000, Math.max(1, Math.trunc(Number(value)) || 1));

/** What the address asks to see; anything strange is the first page of everything. */
export function statusQuery({ page, source, conflicts, withheld, refused }: StatusSearch): StatusQuery {
  return { page: number(page), conflicts: number(conflicts), withheld: number(withheld), refused: number(refused), source: typeof source === 'string' && /^[a-z0-9:-]{1,40}$/.test(source) ? source : null };
}

const LEDES = {
  ok: 'Everything stands: the market is loaded, graded and computed.',
  starting: 'The market is being loaded. Pages fill as soon as it is there.',
  computing: 'The market is loaded; what is still being computed is listed below.',
  degraded: 'Something failed. What was computed before stays; the reason stands below.',
} as const;

export const statusLede = ({ status }: { readonly status: keyof typeof LEDES }): string => LEDES[status];

const WATCHED = ['import', 'scores', 'indices', 'forecast', 'backfill', 'switch', 'merge'];

/** Whether something runs whose end a reader waits for; a quote every five minutes is not. */
export const busyJobs = (jobs: readonly { readonly name: string; readonly state: string }[]): boolean =>
  jobs.some(({ name, state }) => WATCHED.includes(name) && (state === 'running' || state === 'waiting'));
