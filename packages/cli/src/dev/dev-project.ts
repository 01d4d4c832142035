import { isAbsolute, relative } from 'node:path'
import { type TacoOptions, TacosmithError } from '@tacosmith/core'
import { findConnectorFolder } from '@tacosmith/core/adapter'
import type { OnInput } from '../program/own-modules.ts'
import { openTarget } from '../project/open-target.ts'

/** What `tacosmith dev` works on, as the command line and the configuration file say. */
export interface DevProject {
  /** With the absolute folder of the connector. */
  options: TacoOptions & { connector: string }
  /** Where relative paths in the options start. */
  cwd: string
  /** Where the command was started, from which people open the places that it shows. */
  startedIn: string
}

/**
 * Finds connector and configuration, the latter as it is on the disk now.
 *
 * @param out - The folder to keep, where the command line names one.
 * @param onInput - Told of the modules of the configuration before they are read.
 * @throws TacosmithError `usage` for a configuration that cannot be used, `connector-not-found`.
 */
export async function openDevProject(
  path: string | undefined,
  out: string | undefined,
  cwd: string,
  onInput: OnInput,
): Promise<DevProject> {
  const target = await openTarget(path, cwd, { onInput })
  const connector = await findConnectorFolder(target.cwd, target.options.connector)
  expectApart(connector, out)
  return { options: { ...target.options, connector }, cwd: target.cwd, startedIn: cwd }
}

/** In the folder of the sources the packaged files would take their place. */
function expectApart(connector: string, out: string | undefined): void {
  if (out === undefined) return
  const path = relative(out, connector)
  if (path.startsWith('..') || isAbsolute(path)) return
  throw new TacosmithError('usage', `--out ${out} would overwrite the connector itself`, {
    help: 'Choose a folder next to it.',
  })
}
