import type { Diagnostic } from '../report/diagnostic.ts'
import { limitedSuggestions } from '../report/nearest-name.ts'
import type { FileReference } from './connector.ts'
import { placeOf } from './file-references.ts'

/** How many names are compared with one that is missing: connectors have few files. */
const maximumCompared = 300

/** The files that there are, arranged for finding the one that was meant instead of one that is missing. */
export class PresentFiles {
  readonly #compared: ReadonlySet<string>
  readonly #byFolded: ReadonlyMap<string, string>
  readonly #byName: ReadonlyMap<string, string>
  readonly #byStem: ReadonlyMap<string, string>
  readonly #folders = new Set<string>()
  readonly #suggest = limitedSuggestions()

  constructor(paths: readonly string[]) {
    this.#compared = new Set(paths.slice(0, maximumCompared))
    this.#byFolded = firstBy(paths, fold)
    this.#byName = firstBy(paths, baseName)
    this.#byStem = firstBy(paths, withoutEnding)
    for (const path of paths) this.#addFolders(path)
  }

  /** The finding for a reference whose file does not exist, with the file that was most likely meant. */
  explainMissing(reference: FileReference, path: string): Diagnostic {
    const { message, help } = this.#explain(reference, path)
    return { rule: 'referenced-file-missing', severity: 'error', message, ...placeOf(reference), help }
  }

  /** From the inside: where a folder is known, so are those around it. */
  #addFolders(path: string): void {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      const folder = path.slice(0, end)
      if (this.#folders.has(folder)) return
      this.#folders.add(folder)
    }
  }

  #explain({ element, attribute }: FileReference, path: string): { message: string; help: string } {
    const asWritten = `file="${attribute.value}" on <${element.name}>`
    const sameButCase = this.#byFolded.get(fold(path))
    if (sameButCase !== undefined) {
      const message = `${asWritten} does not exist in that spelling; the connector has ${sameButCase}`
      return { message, help: `Write file="${sameButCase}": inside a package upper and lower case differ.` }
    }
    if (this.#folders.has(path)) return { message: `${asWritten} is a folder`, help: 'Name a file.' }
    const near =
      this.#byName.get(baseName(path)) ??
      this.#byStem.get(withoutEnding(path)) ??
      this.#suggest(path, this.#compared)
    const message = `${asWritten} does not exist in the connector`
    return {
      message,
      help: near === undefined ? 'Add the file or correct the name.' : `Did you mean ${near}?`,
    }
  }
}

/** By what each gives for itself; of several the first. */
function firstBy(paths: readonly string[], keyOf: (path: string) => string): Map<string, string> {
  const found = new Map<string, string>()
  for (const path of paths) {
    const key = keyOf(path)
    if (!found.has(key)) found.set(key, path)
  }
  return found
}

/** The finding for a source without a manifest, with a manifest that lies elsewhere. */
export function explainMissingManifest(sourceName: string, present: string[]): Diagnostic {
  const wrongCase = present.find((path) => fold(path) === 'manifest.xml')
  const below = sameNameInOtherFolder('manifest.xml', present)
  let help = 'A connector needs a manifest.xml in its top folder.'
  if (wrongCase !== undefined) help = `Rename ${wrongCase} to manifest.xml.`
  else if (below !== undefined) help = `There is a ${below}: name that folder instead.`
  const message = `${sourceName} has no manifest.xml`
  return { rule: 'manifest-missing', severity: 'error', message, file: 'manifest.xml', help }
}

function sameNameInOtherFolder(path: string, present: string[]): string | undefined {
  const name = baseName(path)
  return present.find((other) => other !== path && baseName(other) === name)
}

/** A script's source, or the one of two endings that belong to the same kind of file, have this in common. */
function withoutEnding(path: string): string {
  return path.replace(/\.[^./]+$/, '')
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** Two paths that a file system may take for one: they differ by case or Unicode form only. */
export function fold(path: string): string {
  return path.normalize('NFC').toLowerCase()
}
