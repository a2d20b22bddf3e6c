/** A moment of today or tomorrow in words: `14:05 UTC`. */
export const formatTime = (moment: Date): string => `${moment.toISOString().slice(11, 16)} UTC`;

/** How long something will take, as a person says it: `under a minute`, `about 40 minutes`, `about 3 hours`. */
export function formatSpan(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 1) return 'under a minute';
  if (minutes === 1) return 'about a minute';
  if (minutes < 90) return `about ${minutes} minutes`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `about ${hours} hours` : `about ${Math.round(hours / 24)} days`;
}
