import 'server-only';
import type { ConflictRecord, RefusedRecord } from '@/lib/data/source-records';
import { isOwner } from '@/lib/services/account/sign-up';
import { readSwitch, type SwitchState } from '@/lib/services/live/switch-state';
import { readQuarantine, type QuarantinePage } from '@/lib/services/market/read-quarantine';
import { readConflicts, readRefused, type RecordPage } from './read-source-records';
import { readStatus, type Status } from './read-status';

interface Asked {
  readonly source: string | null;
  readonly conflicts: number;
  readonly refused: number;
  readonly page: number;
}

export interface StatusPage {
  readonly status: Status;
  readonly conflicts: RecordPage<ConflictRecord> | null;
  readonly refused: RecordPage<RefusedRecord>;
  readonly quarantine: QuarantinePage | null;
  readonly offer: SwitchState;
  /** Whether the person who looks owns the installation. */
  readonly owner: boolean;
}

/** Everything that the status page shows. */
export async function readStatusPage({ source, conflicts, refused, page }: Asked, userId: string | null): Promise<StatusPage> {
  const [status, refusals, offer, owner] = await Promise.all([readStatus(), readRefused(source, refused), readSwitch(), userId !== null && isOwner(userId)]);
  const { dataset } = status;
  const [differing, quarantine] = await Promise.all([dataset && readConflicts(dataset.id, source, conflicts), dataset && !dataset.live ? readQuarantine(dataset.id, page) : null]);
  return { status, conflicts: differing, refused: refusals, quarantine, offer, owner };
}
