import { resolve } from 'node:path'
import { type ConnectorSource, folderSource, type TacoOptions, TacosmithError } from '@tacosmith/core'
import { findConnectorFolder, untrustedSource } from '@tacosmith/core/adapter'
import { expectFolder } from './open-target.ts'

/** A connector that a stranger wrote, and what is done with it. */
export interface UntrustedTarget {
  options: TacoOptions
  source: ConnectorSource
}

/**
 * Finds the connector that a path names. No configuration file is loaded, since it could do whatever it likes; scripts are
 * not run, and nothing outside the connector folder is read.
 *
 * @param path - Relative to `cwd`; default the current folder.
 * @throws TacosmithError `connector-not-found`.
 */
export async function openUntrusted(path: string | undefined, cwd: string): Promise<UntrustedTarget> {
  const target = resolve(cwd, path ?? '.')
  await expectFolder(target)
  const connector = await findConnectorFolder(target)
  const options: TacoOptions = {
    connector,
    sign: false,
    scripts: { trial: false },
    validate: { engine: 'libxml2-wasm' },
  }
  return { options, source: untrustedSource(folderSource(connector)) }
}

/** What the flags may ask for that nobody should do with such a connector. */
export interface UntrustedFlags {
  untrusted?: boolean
  engine?: string
}

/** @throws TacosmithError `usage` where `--engine` asks for the native engine. */
export function refuseNativeEngine({ untrusted, engine }: UntrustedFlags): void {
  if (!untrusted || engine !== 'libxmljs2') return
  throw new TacosmithError('usage', '--untrusted cannot be combined with --engine libxmljs2', {
    help: 'Omit --engine: untrusted connectors are always checked by libxml2-wasm.',
  })
}
