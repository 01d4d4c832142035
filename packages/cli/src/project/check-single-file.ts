import { basename, dirname, extname, relative, sep } from 'node:path'
import { folderSource, TacosmithError, type ValidateOptions } from '@tacosmith/core'
import {
  type CheckedConnector,
  checkFile,
  OwningConnectors,
  recogniseFile,
  resolveOptions,
  rootElements,
  type SingleFile,
} from '@tacosmith/core/adapter'

/** A checked file, and the folder in which findings name it; absolute. */
export type CheckedFile = CheckedConnector & { folder: string }

/** How single files are checked. */
export interface SingleFilePolicy {
  /** True where a stranger wrote the file, see `openUntrusted`. */
  untrusted: boolean
  /** The options that apply to a file in a folder. Paths in them are absolute. */
  optionsFor(folder: string): Promise<ValidateOptions>
}

/** Checks XML files, each as what it is to the connector that it belongs to, else as what its first element says. */
export class SingleFileChecks {
  readonly #policy: SingleFilePolicy
  readonly #owners = new OwningConnectors()

  constructor(policy: SingleFilePolicy) {
    this.#policy = policy
  }

  /** Whether a connector refers to a file as to a script. */
  async isScript(path: string): Promise<boolean> {
    const kinds = (await this.#owners.find(path))?.kinds ?? []
    return kinds.length > 0 && kinds.every((kind) => kind === 'script')
  }

  /**
   * @param path - Absolute.
   * @param bytes - The file's content.
   * @throws TacosmithError `usage` where it is no XML file of a connector.
   */
  async check(path: string, bytes: Uint8Array): Promise<CheckedFile> {
    const { untrusted, optionsFor } = this.#policy
    const { folder, ...file } = await this.#describe(path, bytes)
    const { validate } = resolveOptions({ validate: await optionsFor(dirname(path)) })
    const checked = await checkFile({ ...file, bytes, isUntrusted: untrusted }, validate)
    return { ...checked, folder }
  }

  async #describe(path: string, bytes: Uint8Array): Promise<Omit<SingleFile, 'bytes'> & { folder: string }> {
    const owned = await this.#owners.find(path)
    const place = owned
      ? { folder: owned.folder, path: owned.path }
      : { folder: dirname(path), path: basename(path) }
    const used = owned?.kinds.filter((kind) => kind !== 'script') ?? []
    if (used.length > 0) return { ...place, kinds: used, connector: owned?.connector }
    const { kind, root } = recogniseFile(bytes)
    if (kind === undefined && (root !== undefined || !isNamedLikeXml(path))) throw notOfAConnector(path, root)
    // What is not well-formed is that as any kind of file.
    return { ...place, kinds: [kind ?? 'manifest'], external: kind === 'oauth-config' && !owned }
  }
}

/**
 * The content of a file that a stranger wrote: a link to somewhere else is not followed.
 *
 * @throws TacosmithError `usage` for such a link.
 */
export async function readUntrusted(path: string): Promise<Uint8Array> {
  const bytes = await folderSource(dirname(path)).read(basename(path))
  if (bytes !== undefined) return bytes
  throw new TacosmithError('usage', `${path} is not a file in its folder`, {
    help: 'With --untrusted, links to other folders are not followed.',
  })
}

/** A path inside a folder with slashes, as findings name it. */
export function pathInFolder(path: string, folder: string): string {
  return relative(folder, path).split(sep).join('/')
}

function isNamedLikeXml(path: string): boolean {
  return ['.xml', '.tdr', '.tdd'].includes(extname(path).toLowerCase())
}

function notOfAConnector(path: string, root: string | undefined): TacosmithError {
  const roots = Object.values(rootElements).map((name) => `<${name}>`)
  const reason = root === undefined ? 'it is not XML' : `its root element is <${root}>`
  return new TacosmithError('usage', `${path} is not a file of a connector: ${reason}`, {
    help: `Give a connector folder, a .taco, a script of a connector, or an XML file whose root element is ${roots.slice(0, -1).join(', ')} or ${roots.at(-1)}.`,
  })
}
