import 'server-only';
import { listAlerts, markAlertsSeen, type AlertRecord } from '@/lib/data/alert-reads';

/** More are not listed: an older one says nothing that the pages do not show. */
const SHOWN = 8;

/** A person's alerts for the first screen: unread ones only, newest first. */
export async function readAlerts(userId: string): Promise<AlertRecord[]> {
  return (await listAlerts(userId, SHOWN)).filter(({ seen }) => !seen);
}

/** Marks one alert as read, or all with null. */
export const seeAlerts = (userId: string, id: string | null): Promise<number> => markAlertsSeen(userId, id);
