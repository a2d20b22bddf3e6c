import 'server-only';
import type { ConflictRecord, RefusedRecord, WithheldRecord } from '@/lib/data/source-records';
import { isOwner } from '@/lib/services/account/sign-up';
import { readSwitch, type SwitchState } from '@/lib/services/live/switch-state';
import { readQuarantine, type QuarantinePage } from '@/lib/services/market/read-quarantine';
import { readConflicts, readRefused, readWithheld, type RecordPage } from './read-source-records';
import { readStatus, type Status } from './read-status';

interface Asked {
  readonly source: string | null;
  readonly conflicts: number;
  readonly withheld: number;
  readonly refused: number;
  readonly page: number;
}

/** What sources said and the market is not made of. */
export interface SourceRecords {
  readonly conflicts: RecordPage<ConflictRecord>;
  readonly withheld: RecordPage<WithheldRecord>;
  readonly refused: RecordPage<RefusedRecord>;
}

export interface StatusPage {
  readonly status: Status;
  readonly records: SourceRecords;
  readonly quarantine: QuarantinePage | null;
  readonly offer: SwitchState;
  /** Whether the person who looks owns the installation. */
  readonly owner: boolean;
}

const NONE = { rows: [], total: 0, page: 1, pages: 1 };

/** Before there is a market, answers can be refused already. */
async function readRecords(datasetId: number | null, { source, conflicts, withheld, refused }: Asked): Promise<SourceRecords> {
  const [differing, held, refusals] = await Promise.all([
    datasetId === null ? NONE : readConflicts(datasetId, { source, page: conflicts }),
    datasetId === null ? NONE : readWithheld(datasetId, { source, page: withheld }),
    readRefused({ source, page: refused }),
  ]);
  return { conflicts: differing, withheld: held, refused: refusals };
}

/** Everything that the status page shows. */
export async function readStatusPage(asked: Asked, userId: string | null): Promise<StatusPage> {
  const [status, offer, owner] = await Promise.all([readStatus(), readSwitch(), userId !== null && isOwner(userId)]);
  const { dataset } = status;
  const [records, quarantine] = await Promise.all([readRecords(dataset?.id ?? null, asked), dataset && !dataset.live ? readQuarantine(dataset.id, asked.page) : null]);
  return { status, records, quarantine, offer, owner };
}
