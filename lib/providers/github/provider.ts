import 'server-only';
import { dayFromNumber, dayNumber } from '@/lib/domain/foundation/iso-day';
import type { ProviderContext } from '../context';
import { dayOf } from '../day-stamps';
import { rememberAnswers, type SourceMemory } from '../http/remember';
import { SourceError, type LiveProvider, type MetricRow, type Span, type Taken } from '../live-port';
import { plainNumber } from '../plain-number';
import { Refusals } from '../refusals';
import { GITHUB_URL, GithubClient, type GithubAccess, type Told } from './client';
import { repositoriesIn } from './name';
import type { Repository } from './schema';
import { ageByDay, commitsByDay, contributorsByDay, endedDays, ISSUE_DAYS, issueHoursByDay, releasesByDay, sumByDay, weekFault, type ByDay } from './transform';

/** Weeks of commits that GitHub tells of: 52, the running one among them. */
const HISTORY_DAYS = 357;
/** Pages of a list, and repositories of an asset: without a token there are 60 requests an hour in all. */
const REACH = { token: { pages: 3, repositories: 3 }, none: { pages: 1, repositories: 1 } } as const;
/** How often an asset is put off because GitHub is still computing, before what there is is taken without it. */
const MOST_DELAYS = 3;

export interface GithubSetup extends GithubAccess {
  readonly memory: SourceMemory;
  readonly now: () => Date;
}

/** One question about one asset, as it is answered. */
interface Inquiry {
  readonly externalId: string;
  readonly repositories: readonly Repository[];
  readonly days: readonly number[];
  readonly today: number;
  readonly refusals: Refusals;
  /** Metrics that GitHub is still computing. */
  readonly late: string[];
}

class GithubProvider implements LiveProvider {
  readonly source = 'github';
  readonly historyDays = HISTORY_DAYS;
  private readonly client: GithubClient;
  private readonly reach: { readonly pages: number; readonly repositories: number };

  constructor(private readonly setup: GithubSetup) {
    this.client = new GithubClient(setup);
    this.reach = REACH[setup.token ? 'token' : 'none'];
  }

  /** Metrics of an asset by its repositories, see `githubName`. Days that have not ended, and days that nobody knows of, are left out. */
  async metrics(externalId: string, span: Span): Promise<Taken<MetricRow>> {
    const refusals = new Refusals();
    const repositories = await this.repositories(externalId, refusals);
    const today = dayOf(this.setup.now());
    const inquiry: Inquiry = { externalId, repositories, days: endedDays(span, today), today: dayNumber(today), refusals, late: [] };
    if (repositories.length === 0 || inquiry.days.length === 0) return { rows: [], refused: refusals.list };
    const found: [string, ByDay | null][] = [
      ['DevStars', this.stars(inquiry)],
      ['DevAgeDays', ageByDay(repositories, inquiry.days)],
      ['DevCommits', await this.commits(inquiry)],
      ['DevContributors', await this.contributors(inquiry)],
      ['DevReleases', await this.releases(inquiry)],
      ['DevIssueHours', await this.issueHours(inquiry)],
    ];
    this.putOff(inquiry);
    const rows = found.flatMap(([metric, values]) => [...(values ?? [])].map(([day, value]): MetricRow => ({ externalId, metric, day: dayFromNumber(day), value: plainNumber(value) })));
    return { rows, refused: refusals.list };
  }

  /** The next attempt finds what is computed by then; after a few, what there is stands without it. */
  private putOff({ externalId, late }: Inquiry): void {
    const { delays } = this.setup.memory;
    const before = delays.get(externalId) ?? 0;
    delays.delete(externalId);
    if (late.length === 0 || before >= MOST_DELAYS) return;
    delays.set(externalId, before + 1);
    throw new SourceError('github', 'failed', `GitHub is still computing ${late.join(', ')} of ${externalId}: it is asked again later`);
  }

  private async repositories(externalId: string, refusals: Refusals): Promise<Repository[]> {
    const known = new Map<string, Repository>();
    for (const name of repositoriesIn(externalId).slice(0, this.reach.repositories)) {
      const told = await this.client.repository(name);
      // Two names may lead to one repository: one was renamed.
      if (told.ok) known.set(told.data.full_name.toLowerCase(), told.data);
      else refusals.add(`${externalId} (${name})`, '', told.reason, '');
    }
    return [...known.values()];
  }

  /** What each repository tells; null where one does not, since a sum without it would be too small. */
  private async each<T>({ externalId, repositories, refusals, late }: Inquiry, metric: string, ask: (name: string) => Promise<Told<T>>): Promise<T[] | null> {
    const all: T[] = [];
    for (const { full_name: name } of repositories) {
      const told = await ask(name);
      if (!told.ok) {
        refusals.add(`${externalId} ${metric}`, '', `${name}: ${told.reason}`, '');
        if (told.later) late.push(metric);
        return null;
      }
      all.push(told.data);
    }
    return all;
  }

  /** A level as it is found now: it is known before the day after the last one that ended is over. */
  private stars({ repositories, days, today }: Inquiry): ByDay {
    return new Map(days.filter((day) => day === today - 1).map((day) => [day, repositories.reduce((sum, { stargazers_count: stars }) => sum + stars, 0)]));
  }

  private async commits(inquiry: Inquiry): Promise<ByDay | null> {
    const told = await this.each(inquiry, 'DevCommits', (name) => this.client.commitWeeks(name));
    const weeks = told?.map((some) =>
      some.filter((week) => {
        const fault = weekFault(week);
        if (fault) inquiry.refusals.add(`${inquiry.externalId} DevCommits`, String(week.week), fault, week);
        return fault === null;
      }),
    );
    return weeks ? sumByDay(weeks.map(commitsByDay), inquiry.days) : null;
  }

  private async contributors(inquiry: Inquiry): Promise<ByDay | null> {
    const people = await this.each(inquiry, 'DevContributors', (name) => this.client.people(name));
    return people ? sumByDay([contributorsByDay(people, inquiry.today)], inquiry.days) : null;
  }

  private async releases(inquiry: Inquiry): Promise<ByDay | null> {
    const { repositories, days } = inquiry;
    const lists = await this.each(inquiry, 'DevReleases', (name) => this.client.releases(name, this.reach.pages));
    return lists ? sumByDay(lists.map((listed, i) => releasesByDay(listed, repositories[i]?.created_at ?? '', days)), days) : null;
  }

  private async issueHours(inquiry: Inquiry): Promise<ByDay | null> {
    const since = (inquiry.days[0] ?? 0) - ISSUE_DAYS + 1;
    const lists = await this.each(inquiry, 'DevIssueHours', (name) => this.client.closedIssues(name, `${dayFromNumber(since)}T00:00:00Z`, this.reach.pages));
    return lists ? issueHoursByDay(lists, since, inquiry.days) : null;
  }
}

export const githubProvider = (setup: GithubSetup): LiveProvider => new GithubProvider(setup);

/** GitHub, with the installation's token or the 60 requests an hour that everybody has. What has not changed is not sent again. */
export function createGithub(context: ProviderContext): LiveProvider {
  return githubProvider({
    fetch: rememberAnswers(context.fetch('github'), context.memory),
    memory: context.memory,
    baseUrl: context.url('github', GITHUB_URL),
    token: context.keys.githubToken,
    sleep: (ms) => new Promise((done) => setTimeout(done, ms)),
    now: () => context.clock.now(),
  });
}
