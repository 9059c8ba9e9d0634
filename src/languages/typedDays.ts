/** Pages are in languages that write the day first. */
const DAY_FIRST = /^(\d{1,2})([./])\s?(\d{1,2})\2\s?(\d{4})$/;

/** `2026-12-31` for "31.12.2026" and "31/12/2026", as it is typed where a browser has no field for days; all else as it is. Pure. */
export function plainDay(typed: string): string {
  const [, day = '', , month = '', year] = DAY_FIRST.exec(typed) ?? [];
  return year === undefined ? typed : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
