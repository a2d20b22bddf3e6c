import 'server-only';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** Zones by name, in minutes, as RFC 822 has them. Military letters are ambiguous in use, save Z. */
const ZONES: Readonly<Record<string, number>> = { ut: 0, utc: 0, gmt: 0, z: 0, est: -300, edt: -240, cst: -360, cdt: -300, mst: -420, mdt: -360, pst: -480, pdt: -420 };

const RFC_822 = /^(?:[a-z]{3,9},?\s+)?(\d{1,2})\s+([a-z]{3})[a-z]*\s+(\d{4}|\d{2})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([+-]\d{4}|[a-z]{1,3})$/i;
const ISO_8601 = /^(\d{4})-(\d{2})-(\d{2})[tT ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(z|Z|[+-]\d{2}:?\d{2})$/;

function minutesOf(zone: string): number | null {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? [];
  if (sign === undefined) return ZONES[zone.toLowerCase()] ?? null;
  const size = Number(hours) * 60 + Number(minutes);
  return size > 14 * 60 || Number(minutes) > 59 ? null : sign === '-' ? -size : size;
}

function moment(year: number, month: number, day: number, [hour = 0, minute = 0, second = 0]: readonly number[], zone: string): Date | null {
  const offset = minutesOf(zone);
  if (offset === null || hour > 23 || minute > 59 || second > 60) return null;
  const date = new Date(Date.UTC(year, month, day, hour, minute, Math.min(second, 59)));
  if (date.getUTCFullYear() !== year || date.getUTCMonth() !== month || date.getUTCDate() !== day) return null;
  return new Date(date.getTime() - offset * 60_000);
}

/** The moment that a feed names, in the manner of RFC 822 or ISO 8601; null for what is neither, or does not say its zone. */
export function readMoment(text: string): Date | null {
  const clean = text.trim().slice(0, 60);
  const iso = ISO_8601.exec(clean);
  if (iso) return moment(Number(iso[1]), Number(iso[2]) - 1, Number(iso[3]), iso.slice(4, 7).map((part) => Number(part ?? 0)), iso[7] ?? '');
  const rfc = RFC_822.exec(clean);
  if (!rfc) return null;
  const month = MONTHS.indexOf((rfc[2] ?? '').toLowerCase());
  const short = Number(rfc[3]);
  const year = rfc[3]?.length === 4 ? short : short + (short < 70 ? 2000 : 1900);
  return month < 0 ? null : moment(year, month, Number(rfc[1]), rfc.slice(4, 7).map((part) => Number(part ?? 0)), rfc[7] ?? '');
}
