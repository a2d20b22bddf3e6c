import 'server-only';
import { Octokit } from '@octokit/rest';
import type { z } from 'zod';
import { sourceErrorOf } from '../http/source-fetch';
import { SourceError } from '../live-port';
import { rawText, schemaFault } from '../refusals';
import { commitWeeksSchema, issuesSchema, peopleSchema, releasesSchema, repositorySchema, type Issue, type Release } from './schema';

export const GITHUB_URL = 'https://api.github.com';

const PAGE_SIZE = 100;
/** Waits for statistics that GitHub is still computing. */
export const COMPUTING_WAITS_MS = [1_500, 3_000, 6_000] as const;

export interface GithubAccess {
  readonly fetch: typeof fetch;
  readonly baseUrl: string;
  readonly token: string | null;
  readonly sleep: (ms: number) => Promise<void>;
}

/** An answer; or that it is still computed, or why there is none to be had. */
export type Told<T> = { readonly ok: true; readonly data: T } | { readonly ok: false; readonly later: boolean; readonly reason: string };

/** Pages of a list, the newest first. `whole` where its end was reached. */
export interface Listed<T> {
  readonly list: readonly T[];
  readonly whole: boolean;
}

interface Response {
  readonly status: number;
  readonly data: unknown;
}

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

const statusOf = (thrown: unknown): number => (thrown instanceof Error && 'status' in thrown && typeof thrown.status === 'number' ? thrown.status : 0);
const isOurs = (thrown: unknown): boolean => thrown instanceof SourceError || (thrown instanceof Error && thrown.cause instanceof SourceError);

/** The questions that are asked of GitHub about one repository, by its own SDK. */
export class GithubClient {
  private readonly sdk: Octokit;

  constructor(private readonly access: GithubAccess) {
    const home = new URL(access.baseUrl).origin;
    const atHome: typeof fetch = (input, init) => {
      // The token goes along: a link to the next page must not lead it elsewhere.
      if (new URL(input instanceof Request ? input.url : input).origin !== home) throw new SourceError('github', 'garbled', 'GitHub names a next page that lies with somebody else');
      return access.fetch(input, init);
    };
    this.sdk = new Octokit({ baseUrl: access.baseUrl, userAgent: 'Bandwise', request: { fetch: atHome }, log: silent, ...(access.token ? { auth: access.token } : {}) });
  }

  repository(name: string) {
    return this.ask(repositorySchema, () => this.sdk.rest.repos.get(this.of(name)));
  }
  commitWeeks(name: string) {
    return this.ask(commitWeeksSchema, () => this.sdk.rest.repos.getCommitActivityStats(this.of(name)));
  }
  people(name: string) {
    return this.ask(peopleSchema, () => this.sdk.rest.repos.getContributorsStats(this.of(name)));
  }

  releases(name: string, pages: number): Promise<Told<Listed<Release>>> {
    const { sdk } = this;
    return this.list(releasesSchema, sdk.paginate.iterator(sdk.rest.repos.listReleases, { ...this.of(name), per_page: PAGE_SIZE }), pages);
  }

  /** Closed issues, those that were touched last first. */
  closedIssues(name: string, since: string, pages: number): Promise<Told<Listed<Issue>>> {
    const { sdk } = this;
    return this.list(issuesSchema, sdk.paginate.iterator(sdk.rest.issues.listForRepo, { ...this.of(name), state: 'closed', sort: 'updated', direction: 'desc', since, per_page: PAGE_SIZE }), pages);
  }

  private of(name: string): { owner: string; repo: string } {
    const [owner = '', repo = ''] = name.split('/');
    return { owner, repo };
  }

  private read<S extends z.ZodType>(schema: S, data: unknown): z.output<S> {
    const parsed = schema.safeParse(data);
    if (parsed.success) return parsed.data;
    throw new SourceError('github', 'garbled', `GitHub's answer is not as described: ${schemaFault(parsed.error)} in ${rawText(data).slice(0, 120)}`);
  }

  /** What an answer that is no success means: 404 and its like are about the repository, all else about GitHub. */
  private fault(thrown: unknown): Told<never> {
    const status = statusOf(thrown);
    if (isOurs(thrown) || ![404, 409, 410, 422].includes(status)) throw sourceErrorOf('github', thrown, status >= 400 && status < 500 ? 'failed' : 'garbled');
    return { ok: false, later: false, reason: status === 404 ? 'no such repository, or none to be seen' : `GitHub answered ${status}: ${(thrown as Error).message.slice(0, 200)}` };
  }

  private async ask<S extends z.ZodType>(schema: S, request: () => Promise<Response>): Promise<Told<z.output<S>>> {
    try {
      for (const wait of [...COMPUTING_WAITS_MS, null]) {
        const { status, data } = await request();
        if (status === 204) return { ok: false, later: false, reason: 'GitHub has no statistics of it' };
        if (status !== 202) return { ok: true, data: this.read(schema, data) };
        if (wait !== null) await this.access.sleep(wait);
      }
      return { ok: false, later: true, reason: 'not yet: GitHub is still computing it' };
    } catch (thrown) {
      return this.fault(thrown);
    }
  }

  private async list<T>(schema: z.ZodType<T[]>, pages: AsyncIterable<Response & { readonly headers: { readonly link?: string } }>, most: number): Promise<Told<Listed<T>>> {
    const list: T[] = [];
    let read = 0;
    try {
      for await (const { data, headers } of pages) {
        list.push(...this.read(schema, data));
        read += 1;
        if (read >= most) return { ok: true, data: { list, whole: !/rel="next"/.test(headers.link ?? '') } };
      }
      return { ok: true, data: { list, whole: true } };
    } catch (thrown) {
      return this.fault(thrown);
    }
  }
}
