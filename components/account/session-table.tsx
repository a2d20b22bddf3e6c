import { DataTable } from '@/components/ui/data-table';
import { formatDay } from '@/lib/format/day';
import { EndSessionForm } from './security-forms';

interface SessionRow {
  readonly id: string;
  readonly userAgent: string;
  readonly createdAt: string;
  readonly lastUsedAt: string;
  readonly current: boolean;
}

const BROWSERS = [['Edg/', 'Edge'], ['OPR/', 'Opera'], ['Firefox/', 'Firefox'], ['Chrome/', 'Chrome'], ['Safari/', 'Safari']] as const;
const SYSTEMS = [['Android', 'Android'], ['iPhone', 'iPhone'], ['iPad', 'iPad'], ['Windows', 'Windows'], ['Mac OS', 'macOS'], ['Linux', 'Linux']] as const;

/** “Firefox on Linux”, from what the browser says of itself. */
export function browserName(userAgent: string): string {
  const browser = BROWSERS.find(([mark]) => userAgent.includes(mark))?.[1] ?? 'A program';
  const system = SYSTEMS.find(([mark]) => userAgent.includes(mark))?.[1];
  return system === undefined ? browser : `${browser} on ${system}`;
}

const dayOf = (instant: string): string => formatDay(instant.slice(0, 10));

/** Where a person is signed in. */
export function SessionTable({ sessions }: { readonly sessions: readonly SessionRow[] }) {
  return (
    <DataTable
      caption="Sessions"
      rows={sessions}
      rowKey={(session) => session.id}
      columns={[
        { key: 'browser', head: 'Browser', rowHead: true, cell: (session) => browserName(session.userAgent) },
        { key: 'since', head: 'Since', phone: 'hide', cell: (session) => dayOf(session.createdAt) },
        { key: 'used', head: 'Last used', cell: (session) => dayOf(session.lastUsedAt) },
        { key: 'end', head: <span className="sr">End</span>, numeric: true, cell: (session) => (session.current ? <span className="muted">This one</span> : <EndSessionForm id={session.id} name={browserName(session.userAgent)} />) },
      ]}
    />
  );
}
