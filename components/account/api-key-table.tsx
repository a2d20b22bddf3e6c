import { DataTable } from '@/components/ui/data-table';
import { Missing } from '@/components/ui/missing';
import { formatDay } from '@/lib/format/day';
import { RevokeApiKeyForm } from './api-key-forms';

interface ApiKeyRow {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
  readonly revokedAt: string | null;
}

const dayOf = (instant: string): string => formatDay(instant.slice(0, 10));

/** The keys of a person, live and revoked. */
export function ApiKeyTable({ keys }: { readonly keys: readonly ApiKeyRow[] }) {
  return (
    <DataTable
      caption="API keys"
      rows={keys}
      rowKey={(key) => key.id}
      columns={[
        { key: 'name', head: 'Name', rowHead: true, cell: (key) => key.name },
        { key: 'prefix', head: 'Begins with', phone: 'hide', cell: (key) => <span className="mono">{key.prefix}…</span> },
        { key: 'created', head: 'Created', phone: 'hide', cell: (key) => dayOf(key.createdAt) },
        { key: 'used', head: 'Last used', cell: (key) => (key.lastUsedAt === null ? <Missing reason="Never used" /> : dayOf(key.lastUsedAt)) },
        { key: 'revoke', head: <span className="sr">Revoke</span>, numeric: true, cell: (key) => (key.revokedAt === null ? <RevokeApiKeyForm id={key.id} name={key.name} /> : <span className="muted">Revoked {dayOf(key.revokedAt)}</span>) },
      ]}
    />
  );
}
