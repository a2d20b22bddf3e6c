import { z } from 'zod';

/** The body of every error of the API (RFC 9457). */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
export type Problem = z.infer<typeof problemSchema>;
export type FieldError = NonNullable<Problem['errors']>[number];

export const PROBLEM_TITLES = {
  400: 'Malformed request',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  413: 'Request too large',
  415: 'Unsupported media type',
  422: 'Invalid value',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Busy',
} as const;
export type ProblemStatus = keyof typeof PROBLEM_TITLES;

/** Thrown anywhere below a route handler to answer with a problem; nothing else that is thrown reaches the caller. */
export class ApiProblem extends Error {
  constructor(
    readonly status: ProblemStatus,
    detail: string,
    readonly options: { readonly errors?: readonly FieldError[]; readonly retryAfterSeconds?: number; readonly allow?: string } = {},
  ) {
    super(detail);
    this.name = 'ApiProblem';
  }

  body(): Problem {
    const { errors } = this.options;
    return {
      type: 'about:blank',
      title: PROBLEM_TITLES[this.status],
      status: this.status,
      detail: this.message,
      ...(errors === undefined ? {} : { errors: [...errors] }),
    };
  }
}

/** A 422 that names its fields. Example: `throw unprocessable([{ path: 'covariance', message: 'must be symmetric' }])`. */
export function unprocessable(errors: readonly FieldError[]): ApiProblem {
  const first = errors[0];
  const rest = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  const detail = first === undefined ? 'A value is wrong' : /^[A-Z]/.test(first.message) ? first.message.replace(/\.$/, '') : `${first.path === '' ? 'The request' : first.path} ${first.message}`;
  return new ApiProblem(422, `${detail}${rest}.`, { errors });
}

const MAX_ERRORS = 50;

/** The field errors of a failed parse in the API's words, the first 50. */
export function fieldErrors(error: z.ZodError): FieldError[] {
  return error.issues.flatMap(toFieldErrors).slice(0, MAX_ERRORS);
}

type Issue = z.core.$ZodIssue;

function toFieldErrors(issue: Issue): FieldError[] {
  const path = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.slice(0, MAX_ERRORS).map((key) => ({ path: path === '' ? key : `${path}.${key}`, message: 'is not a known field' }));
  }
  return [{ path, message: messageOf(issue) }];
}

/** zod's default words are replaced by plain ones; a message that a schema set itself stands. */
function messageOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return /received undefined|Required/.test(issue.message) ? 'is required' : `must be ${article(issue.expected)}`;
    case 'too_small':
      return issue.message.startsWith('Too small') ? `must ${bound(issue.origin, issue.inclusive === false ? 'greater than' : 'at least', issue.minimum)}` : issue.message;
    case 'too_big':
      return issue.message.startsWith('Too big') ? `must ${bound(issue.origin, issue.inclusive === false ? 'less than' : 'at most', issue.maximum)}` : issue.message;
    case 'invalid_value':
      return issue.message.startsWith('Invalid') ? `must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}` : issue.message;
    default:
      return issue.message.startsWith('Invalid') ? 'is not valid' : issue.message;
  }
}

function article(expected: string): string {
  if (expected === 'int') return 'a whole number';
  if (expected === 'number') return 'a finite number';
  return /^[aeiou]/.test(expected) ? `an ${expected}` : `a ${expected}`;
}

function bound(origin: string, words: string, limit: number | bigint): string {
  if (origin === 'string') return `have ${words} ${limit} characters`;
  if (origin === 'array' || origin === 'set') return `have ${words} ${limit} entries`;
  return `be ${words} ${limit}`;
}
