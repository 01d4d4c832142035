import { dirname, relative, sep } from 'node:path'
import type { Connector, FileKind } from './connector.ts'
import { folderSource } from './folder-source.ts'
import { readConnector } from './read-connector.ts'

/** A file as part of the connector whose folder it is in. */
export interface OwnedFile {
  /** The folder of the connector, absolute. */
  folder: string
  connector: Connector
  /** The file's path in it, forward slashes. */
  path: string
  /** What the file is to the connector; empty where nothing in the connector refers to it. */
  kinds: FileKind[]
}

/** Finds the connectors that files belong to, each of which is read once. */
export class OwningConnectors {
  readonly #connectors = new Map<string, Promise<Connector | undefined>>()

  /**
   * The connector in the folder of a file or above it that refers to the file; if there is none, the nearest one.
   *
   * @param file - An absolute path.
   */
  async find(file: string): Promise<OwnedFile | undefined> {
    let nearest: OwnedFile | undefined
    for (const folder of foldersAbove(file)) {
      const connector = await this.#connectorIn(folder)
      if (connector === undefined) continue
      const path = relative(folder, file).split(sep).join('/')
      const kinds = connector.files.filter((candidate) => candidate.path === path).map(({ kind }) => kind)
      const owned = { folder, connector, path, kinds }
      if (kinds.length > 0) return owned
      nearest ??= owned
    }
    return nearest
  }

  #connectorIn(folder: string): Promise<Connector | undefined> {
    const known = this.#connectors.get(folder) ?? readConnectorIn(folder)
    this.#connectors.set(folder, known)
    return known
  }
}

/** A folder that cannot be read holds no connector of this file. */
async function readConnectorIn(folder: string): Promise<Connector | undefined> {
  try {
    const source = folderSource(folder)
    return (await source.size?.('manifest.xml')) === undefined ? undefined : await readConnector(source)
  } catch {
    return undefined
  }
}

/** From the folder of a file up to the root. */
export function foldersAbove(file: string): string[] {
  const folder = dirname(file)
  return folder === file ? [] : [folder, ...foldersAbove(folder)]
}
