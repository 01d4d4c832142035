import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { nearestName } from '../nearest-name.ts'
import type { FileReference } from './connector.ts'
import { placeOf } from './file-references.ts'

/** The finding for a reference whose file does not exist, with the file that was most likely meant. */
export function explainMissingFile(reference: FileReference, path: string, present: string[]): Diagnostic {
  const { message, help } = explain(reference, path, present)
  return { rule: 'referenced-file-missing', severity: 'error', message, ...placeOf(reference), help }
}

function explain(
  { element, attribute }: FileReference,
  path: string,
  present: string[],
): { message: string; help: string } {
  const asWritten = `file="${attribute.value}" on <${element.name}>`
  const sameButCase = present.find((other) => fold(other) === fold(path))
  if (sameButCase !== undefined) {
    const message = `${asWritten} does not exist in that spelling; the connector has ${sameButCase}`
    return { message, help: `Write file="${sameButCase}": inside a package upper and lower case differ.` }
  }
  if (present.some((other) => other.startsWith(`${path}/`))) {
    return { message: `${asWritten} is a folder`, help: 'Name a file.' }
  }
  const near =
    sameNameElsewhere(path, present) ?? sameNameButEnding(path, present) ?? nearestName(path, present)
  const message = `${asWritten} does not exist in the connector`
  return { message, help: near === undefined ? 'Add the file or correct the name.' : `Did you mean ${near}?` }
}

/** The finding for a source without a manifest, with a manifest that lies elsewhere. */
export function explainMissingManifest(sourceName: string, present: string[]): Diagnostic {
  const wrongCase = present.find((path) => fold(path) === 'manifest.xml')
  const below = sameNameElsewhere('manifest.xml', present)
  let help = 'A connector needs a manifest.xml in its top folder.'
  if (wrongCase !== undefined) help = `Rename ${wrongCase} to manifest.xml.`
  else if (below !== undefined) help = `There is a ${below}: name that folder instead.`
  const message = `${sourceName} has no manifest.xml`
  return { rule: 'manifest-missing', severity: 'error', message, file: 'manifest.xml', help }
}

function sameNameElsewhere(path: string, present: string[]): string | undefined {
  const name = baseName(path)
  return present.find((other) => other !== path && baseName(other) === name)
}

/** A script's source, or the one of two endings that belong to the same kind of file. */
function sameNameButEnding(path: string, present: string[]): string | undefined {
  const stem = withoutEnding(path)
  return present.find((other) => withoutEnding(other) === stem)
}

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
