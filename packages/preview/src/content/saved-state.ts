import { type Connector, diffConnectors, memorySource, readConnector } from '@tacosmith/core'
import { attributeTypesFileName, type ConnectorChange, type Snapshot } from '@tacosmith/core/adapter'
import { type CommittedFiles, committedFiles, headCommit } from './git-files.ts'
import { lineOf } from './line-of.ts'
import type { PreviewChange } from './preview-content.ts'

/** The last commit of a connector's folder, read once for each commit. */
export class SavedState {
  #commit: CommittedFiles | undefined
  #connector: Connector | undefined

  /** What differs now; undefined where no commit holds the connector. */
  async changes({
    folder,
    isFolder,
    connector,
    source,
    scripts,
  }: Snapshot): Promise<PreviewChange[] | undefined> {
    const saved = isFolder ? await this.#read(folder) : undefined
    const { files } = this.#commit ?? {}
    if (saved === undefined || files === undefined) return undefined
    const textOf = async (path: string): Promise<string | undefined> => {
      const bytes = await source.read(path)
      return bytes && new TextDecoder().decode(bytes)
    }
    const told = diffConnectors({ connector: saved }, { connector }).changes.filter(
      ({ kind }) => kind !== 'unchanged',
    )
    const changes: PreviewChange[] = []
    for (const change of told) {
      const text =
        change.file === undefined || change.kind === 'removed' ? undefined : await textOf(change.file)
      changes.push(previewChange(change, text))
    }
    const isTold = (path: string): boolean => changes.some(({ place }) => place?.file === path)
    const paths = new Set([
      ...files.keys(),
      ...connector.files.map(({ path }) => path),
      ...scripts.filter(({ kind }) => kind !== 'missing').map(({ sourcePath }) => sourcePath),
    ])
    for (const path of paths) {
      const kind = isTold(path) ? undefined : fileChange(files.get(path), await source.read(path))
      if (kind) changes.push({ kind, what: path, before: undefined, after: undefined, place: { file: path } })
    }
    return changes
  }

  async #read(folder: string): Promise<Connector | undefined> {
    const id = await headCommit(folder)
    if (id === undefined) return undefined
    if (this.#commit?.id !== id) {
      this.#commit = await committedFiles(folder, id, isOfConnector)
      this.#connector =
        this.#commit === undefined || !this.#commit.files.has('manifest.xml')
          ? undefined
          : await readConnector(memorySource(Object.fromEntries(this.#commit.files)))
    }
    return this.#connector
  }
}

/** What a connector is made of; the file of types is made from the rest. */
function isOfConnector(path: string): boolean {
  return /\.(?:xml|tcd|tdr|tdd|json|[cm]?[jt]s)$/.test(path) && !path.endsWith(attributeTypesFileName)
}

function previewChange(
  { kind, subject, property, before, after, file }: ConnectorChange,
  text: string | undefined,
): PreviewChange {
  const name = subject.split(' ').at(-1) ?? ''
  return {
    kind: kind === 'unchanged' ? 'changed' : kind,
    what: property === undefined || property === 'order' ? subject : `${subject}, ${property}`,
    before,
    after,
    place: file === undefined ? undefined : { file, line: lineOf(text, name) },
  }
}

/** How a file differs; line ends do not count, which git may write in another way. */
function fileChange(
  before: Uint8Array | undefined,
  after: Uint8Array | undefined,
): PreviewChange['kind'] | undefined {
  if (before === undefined || after === undefined)
    return before === after ? undefined : before === undefined ? 'added' : 'removed'
  const written = (bytes: Uint8Array): string => new TextDecoder().decode(bytes).replaceAll('\r\n', '\n')
  return written(before) === written(after) ? undefined : 'changed'
}
