export const DAY_IN_MILLISECONDS: number = 24 * 60 * 60 * 1000

/** The day of an instant, in UTC: `2026-11-22`. */
export function isoDay(instant: Date): string {
  return instant.toISOString().slice(0, 10)
}

/** The same time of day some years later; the 29th of February becomes the 1st of March. */
export function addYears(instant: Date, years: number): Date {
  const result = new Date(instant)
  result.setUTCFullYear(result.getUTCFullYear() + years)
  return result
}

/** The end of what never ends: the last instant that there is a date for. */
export const NEVER: Date = new Date(8.64e15)

/** Whether something ends some day. */
export function isEnding(end: Date): boolean {
  return end.getTime() < NEVER.getTime()
}
