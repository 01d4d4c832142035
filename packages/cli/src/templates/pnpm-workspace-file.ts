import { buildDecisions, reasonFor } from './build-decisions.ts'

/**
 * The part of `pnpm-workspace.yaml` that says whose install scripts run.
 *
 * @param packages - What package.json names.
 */
export function allowBuilds(packages: Iterable<string>): string {
  const lines = Object.entries(buildDecisions(packages)).map(([name, builds]) => {
    const key = name.startsWith('@') ? `'${name}'` : name
    const reason = reasonFor(name)
    return `  ${key}: ${builds}${reason === '' ? '' : ` # ${reason}`}\n`
  })
  return `allowBuilds:\n${lines.join('')}`
}

/** `pnpm-workspace.yaml` of a new project, which other package managers do not read. */
export function pnpmWorkspaceFile(packages: Iterable<string>): string {
  return `# For pnpm only: whose install scripts run.\n${allowBuilds(packages)}`
}
