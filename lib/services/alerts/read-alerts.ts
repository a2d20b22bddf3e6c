import 'server-only';
import { countUnseenAlerts, findAlert, listAlerts, markAlertsSeen, type AlertRecord } from '@/lib/data/alert-reads';

/** More are not listed: an older one says nothing that the pages do not show. */
const SHOWN = 8;

/** A person's alerts for the first screen: unread ones only, newest first. */
export async function readAlerts(userId: string): Promise<AlertRecord[]> {
  return (await listAlerts(userId, SHOWN)).filter(({ seen }) => !seen);
}

/** Marks one alert as read, or all with null. */
export const seeAlerts = (userId: string, id: string | null): Promise<number> => markAlertsSeen(userId, id);

/** A person's alerts for other programs, read ones too, and how many are unread in all. */
export async function answerAlerts(userId: string, limit: number): Promise<{ readonly alerts: AlertRecord[]; readonly unseen: number }> {
  const [alerts, unseen] = await Promise.all([listAlerts(userId, limit), countUnseenAlerts(userId)]);
  return { alerts, unseen };
}

/** Marks one alert as read and tells it; null where it is not theirs or not there. */
export async function answerSeen(userId: string, id: string): Promise<AlertRecord | null> {
  await markAlertsSeen(userId, id);
  return findAlert(userId, id);
}
