/**
 * Milliseconds since the process began, whatever is done to the clock of the machine. Node loads all that it can measure
 * with when `performance` is first named: some milliseconds of a command that takes three hundred.
 */
export function clock(): number {
  return process.uptime() * 1000
}
