import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { TacosmithError } from '@tacosmith/core'

let folders: readonly string[] = []

/** Says where packages of the project are looked for: from its own folder, then from the root of the checkout. */
export function usePackagesOf(...projectFolders: string[]): void {
  folders = projectFolders
}

/**
 * Imports a package that is installed in the project. The action brings no native programs along.
 *
 * @param purpose - What needs it, for the message.
 * @throws TacosmithError `environment` where it is not installed.
 */
export async function importFromProject(name: string, purpose = 'the connector'): Promise<unknown> {
  for (const folder of folders) {
    const path = resolveFrom(folder, name)
    if (path !== undefined) return await import(pathToFileURL(path).href)
  }
  throw new TacosmithError('environment', `${purpose} needs ${name}, which is not installed in the project`, {
    help:
      `Install the project's packages, including ${name}, before this step (npm ci), or let build-command run ` +
      "the project's own bundler.",
  })
}

function resolveFrom(folder: string, name: string): string | undefined {
  try {
    return createRequire(join(folder, 'package.json')).resolve(name)
  } catch {
    return undefined
  }
}
