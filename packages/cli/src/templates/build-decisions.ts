/** Whose install scripts are to run. */
const decisions: Readonly<Record<string, { builds: boolean; reason: string }>> = {
  esbuild: { builds: true, reason: '' },
  '@swc/core': { builds: false, reason: 'runs as it is' },
}

/** Comes with tacosmith's own packages. */
const always = 'esbuild'

/**
 * Whose install scripts run: pnpm refuses to install and npm warns where a package is neither allowed nor refused.
 *
 * @param packages - What package.json names.
 */
export function buildDecisions(packages: Iterable<string>): Record<string, boolean> {
  const named = new Set([...packages, always])
  const wanted = Object.entries(decisions).filter(([name]) => named.has(name))
  return Object.fromEntries(wanted.map(([name, { builds }]) => [name, builds]))
}

/** Why it is decided so, for a comment; empty where there is nothing to say. */
export function reasonFor(name: string): string {
  return decisions[name]?.reason ?? ''
}
