import 'server-only';
import type { NewAlert } from '@/lib/data/alerts';
import type { IsoDay } from '@/lib/domain/foundation/iso-day';
import { planOnCalendar } from '@/lib/domain/rebalancing/calendar';
import { suggestionRequest } from '@/lib/domain/rebalancing/suggestion-request';
import { formatPercent } from '@/lib/format/percent';
import { controlsOf } from '@/lib/schemas/rebalance-controls';
import { planWatches } from '@/lib/services/rebalancing/plan-watches';
import { prepareSuggestion, type PreparedSuggestion } from '@/lib/services/rebalancing/suggestion-base';
import { usualOf } from '@/lib/services/rebalancing/usual-controls';

type Subject = Pick<NewAlert, 'kind' | 'subject' | 'text' | 'href'>;

/** Tokens outside of their bands, as the page of suggestions has them. */
function driftAlerts(prepared: PreparedSuggestion): Subject[] {
  const { usual, points } = usualOf(prepared);
  const { result } = planOnCalendar(suggestionRequest(prepared.base, controlsOf(usual, points)), prepared.calendar);
  if (!result.ok) return [];
  return result.value.drift.flatMap((row) => {
    if (row.kept || !row.breached || row.weight === null) return [];
    const name = prepared.names[row.asset]?.name ?? row.asset;
    const place = row.weight > row.upper ? `above its band’s ${formatPercent(row.upper)}` : `below its band’s ${formatPercent(row.lower)}`;
    return [{ kind: 'drift' as const, subject: row.asset, text: `${name} is ${formatPercent(row.weight)} of your portfolio, ${place}.`, href: '/rebalance' }];
  });
}

/** What one person's plan and positions give cause to tell; without a plan, nothing. */
export async function personalAlerts(userId: string, day: IsoDay): Promise<NewAlert[]> {
  const prepared = await prepareSuggestion(userId);
  if (prepared?.plan === null || prepared === null) return [];
  const watches = (await planWatches(prepared)).filter(({ fired }) => fired);
  const subjects: Subject[] = [
    ...driftAlerts(prepared),
    ...watches.map(({ rule, detail }) => ({ kind: 'plan' as const, subject: `${rule} ${detail.replace(/[\d.,%]+/g, '#')}`.slice(0, 200), text: detail, href: '/plan' })),
    ...prepared.plan.lost.map((slug) => ({ kind: 'index' as const, subject: slug, text: `An index of your plan, ${slug}, waits for data: its part is counted as cash.`, href: `/indices/${slug}` })),
  ];
  return subjects.map((subject) => ({ userId, day, ...subject }));
}
