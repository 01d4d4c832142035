const decisions: Record<string, { builds: boolean; reason: string }> = {
  esbuild: { builds: true, reason: '' },
  libxmljs2: { builds: false, reason: 'would compile; libxml2-wasm takes its place' },
  '@swc/core': { builds: false, reason: 'runs as it is' },
}

/**
 * The part of `pnpm-workspace.yaml` that says whose install scripts run. Where a package is neither allowed nor refused,
 * `pnpm install` fails.
 *
 * @param packages - What package.json names.
 */
export function allowBuilds(packages: Iterable<string>): string {
  const named = new Set(packages)
  // These two come with tacosmith's own packages.
  const lines = Object.entries(decisions)
    .filter(([name]) => named.has(name) || name === 'esbuild' || name === 'libxmljs2')
    .map(([name, { builds, reason }]) => {
      const key = name.startsWith('@') ? `'${name}'` : name
      return `  ${key}: ${builds}${reason === '' ? '' : ` # ${reason}`}\n`
    })
  return `allowBuilds:\n${lines.join('')}`
}

/** `pnpm-workspace.yaml` of a new project, which other package managers do not read. */
export function pnpmWorkspaceFile(packages: Iterable<string>): string {
  return `# For pnpm only: whose install scripts run.\n${allowBuilds(packages)}`
}
