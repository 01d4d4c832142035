/** Of the variables of the test itself a run gets these only. */
export function inherited(): Record<string, string> {
  const { PATH, HOME, SystemRoot } = process.env
  const known = Object.entries({ PATH, HOME, SystemRoot }).filter(([, value]) => value)
  return Object.fromEntries(known) as Record<string, string>
}
