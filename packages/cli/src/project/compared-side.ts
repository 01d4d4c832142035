import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import {
  type Connector,
  folderSource,
  readConnector,
  TacosmithError,
  tacoSource,
  verifyTaco,
} from '@tacosmith/core'
import {
  findConnectorFolder,
  overlaySource,
  planScripts,
  refuseMalformed,
  resolveOptions,
} from '@tacosmith/core/adapter'
import type { Terminal } from '../terminal/terminal.ts'
import { printWarning } from '../texts/deploy-text.ts'
import { bundleScripts } from './build-scripts.ts'
import { openTarget } from './open-target.ts'
import { readTaco } from './taco-files.ts'

/** One of two connectors that are compared. */
export interface ComparedSide {
  connector: Connector
  /** The `.taco`; undefined for a folder. */
  bytes: Uint8Array | undefined
}

/**
 * Opens a `.taco` or a connector folder. Scripts in TypeScript are built on the way, so that they can be compared with
 * built ones; one that cannot be built is reported and left out.
 *
 * @throws TacosmithError `connector-not-found`, `archive-malformed`; `connector-invalid` where no manifest can be read
 */
export async function openSide(path: string, terminal: Terminal): Promise<ComparedSide> {
  const target = resolve(terminal.cwd, path)
  const isFolder = (await stat(target).catch(() => undefined))?.isDirectory() === true
  const side = isFolder ? await openFolder(path, terminal) : await openTaco(path, target)
  const manifest = side.connector.files.find(({ kind }) => kind === 'manifest')
  if (manifest?.document !== undefined) return side
  const found = manifest === undefined ? 'it has none' : 'it is not well-formed XML'
  throw new TacosmithError(
    'connector-invalid',
    `${path} cannot be compared without a manifest.xml: ${found}`,
    {
      help: `Run tacosmith validate ${path} to see what is wrong with it.`,
    },
  )
}

async function openTaco(path: string, target: string): Promise<ComparedSide> {
  const bytes = await readTaco(target)
  const source = await tacoSource(bytes, path)
  refuseMalformed(await verifyTaco(bytes), path)
  return { connector: await readConnector(source), bytes }
}

async function openFolder(path: string, terminal: Terminal): Promise<ComparedSide> {
  const { options, cwd } = await openTarget(path, terminal.cwd)
  const resolved = resolveOptions(options)
  const folder = await findConnectorFolder(cwd, resolved.connector)
  const source = folderSource(folder)
  const connector = await readConnector(source)
  const plans = await planScripts(connector)
  if (plans.every(({ kind }) => kind !== 'module')) return { connector, bytes: undefined }
  try {
    const { overlay } = await bundleScripts(plans, folder, resolved.scripts)
    return { connector: await readConnector(overlaySource(source, overlay), connector), bytes: undefined }
  } catch (error) {
    if (!(error instanceof TacosmithError)) throw error
    const { message, help } = error
    // A warning is one paragraph; the reasons are on lines of their own.
    printWarning({ message: message.replaceAll('\n', ': '), ...(help !== undefined && { help }) }, terminal)
    return { connector, bytes: undefined }
  }
}
