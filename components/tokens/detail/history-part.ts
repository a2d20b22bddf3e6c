interface History {
  readonly days: readonly string[];
  readonly close: readonly (number | null)[];
  readonly investorGrade: readonly (number | null)[];
  readonly traderGrade: readonly (number | null)[];
}

/** A history up to a day, that day the last: what a page of the past may draw. Example: of days a, b, c up to b, the first two of each series. */
export function historyUpTo({ days, close, investorGrade, traderGrade }: History, day: string): History {
  const count = days.filter((each) => each <= day).length;
  return { days: days.slice(0, count), close: close.slice(0, count), investorGrade: investorGrade.slice(0, count), traderGrade: traderGrade.slice(0, count) };
}
