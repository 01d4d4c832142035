import type { Diagnostic } from '../report/diagnostic.ts'
import type { FileKind } from './connector.ts'
import type { XmlDocument, XmlElement } from './xml-document.ts'

/** How much a connector may hold in all. Ours: Tableau states limits for single files only. */
export const connectorLimits: Readonly<Record<'files' | 'scripts' | 'bytes' | 'xmlParts', number>> = {
  files: 1024,
  /** Tableau asks for two. */
  scripts: 4,
  /** Bytes of all files that were read. */
  bytes: 6 * 1024 * 1024,
  /** Elements and attributes of all XML files. */
  xmlParts: 40_000,
}

/** Counts what was read of one connector, so that many small files cannot do what one large file cannot. */
export class ReadingBudget {
  readonly #read = { files: 0, scripts: 0, bytes: 0, xmlParts: 0 }

  /** Why a file of that size is not to be read any more; undefined where there is room for it. */
  refusal(kind: FileKind, size: number): string | undefined {
    const { files, scripts, bytes, xmlParts } = this.#read
    if (files >= connectorLimits.files) return `more than ${connectorLimits.files} files`
    if (kind === 'script' && scripts >= connectorLimits.scripts)
      return `more than ${connectorLimits.scripts} scripts`
    if (bytes + size > connectorLimits.bytes)
      return `files of more than ${connectorLimits.bytes >> 20} MB in all`
    if (kind !== 'script' && xmlParts > connectorLimits.xmlParts)
      return `more than ${connectorLimits.xmlParts} XML elements and attributes`
    return undefined
  }

  /** Takes note of a file that was read. */
  add(kind: FileKind, size: number, document: XmlDocument | undefined): void {
    this.#read.files++
    this.#read.bytes += size
    if (kind === 'script') this.#read.scripts++
    if (document !== undefined) this.#read.xmlParts += partsOf(document.root)
  }
}

/** The finding for the first file for which there is no room. */
export function connectorTooLarge(path: string, refusal: string): Diagnostic {
  return {
    rule: 'connector-too-large',
    severity: 'error',
    message: `the connector holds ${refusal}; ${path} and what follows it is not read`,
    file: 'manifest.xml',
    help: 'Refer to fewer and smaller files.',
  }
}

function partsOf(root: XmlElement): number {
  let parts = 0
  const waiting = [root]
  for (let element = waiting.pop(); element !== undefined; element = waiting.pop()) {
    parts += 1 + element.attributes.length
    for (const child of element.children) waiting.push(child)
  }
  return parts
}
