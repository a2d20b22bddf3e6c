import 'server-only';
import { z } from 'zod';

const count = z.int().min(0).max(1_000_000_000);
const moment = z.iso.datetime({ offset: true });

export const repositorySchema = z.looseObject({ full_name: z.string().min(3), created_at: moment, stargazers_count: count });
export type Repository = z.output<typeof repositorySchema>;

/** Commits of a week that begins on Sunday 00:00 UTC (seconds), day by day. */
export const commitWeeksSchema = z.array(z.looseObject({ week: z.int(), total: count, days: z.array(count).length(7) }));
export type CommitWeek = z.output<typeof commitWeeksSchema>[number];

/** Weeks of each of the hundred people who committed most. An author that is null has no account any more. */
export const peopleSchema = z.array(z.looseObject({ author: z.looseObject({ login: z.string().min(1), type: z.string() }).nullable(), weeks: z.array(z.looseObject({ w: z.int(), c: count })) }));
export type Person = z.output<typeof peopleSchema>[number];

export const releasesSchema = z.array(z.looseObject({ draft: z.boolean(), published_at: moment.nullish() }));
export type Release = z.output<typeof releasesSchema>[number];

/** Pull requests are issues with a field of that name. */
export const issuesSchema = z.array(z.looseObject({ created_at: moment, updated_at: moment, closed_at: moment.nullish(), pull_request: z.unknown().optional() }));
export type Issue = z.output<typeof issuesSchema>[number];
