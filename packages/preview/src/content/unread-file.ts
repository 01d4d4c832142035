import type { Snapshot } from '@tacosmith/core/adapter'
import { placeOf } from '../model/xml-roots.ts'
import type { FilePlace, Mistake, PreviewFinding } from './preview-content.ts'

/**
 * The first XML file that the connector has and that could not be read: it is not well-formed, too large, or not there.
 *
 * @param findings - Of the same moment; they say why.
 */
export function unreadFile(
  { connector }: Pick<Snapshot, 'connector'>,
  findings: readonly PreviewFinding[],
): Mistake | undefined {
  const broken = connector.files.find(({ kind, document }) => kind !== 'script' && document === undefined)
  if (broken !== undefined) return mistakeIn(findings, { file: broken.path })
  const read = new Set(connector.files.map(({ path }) => path))
  const lacking = connector.references.find(
    ({ kind, path }) => kind !== 'script' && (path === undefined || !read.has(path)),
  )
  if (lacking === undefined) return undefined
  const { path, from, element } = lacking
  const ofFile = path === undefined ? undefined : errorAt(findings, { file: path })
  return mistakeIn(findings, ofFile === undefined ? placeOf(from, element) : { file: path ?? from })
}

function mistakeIn(findings: readonly PreviewFinding[], wanted: FilePlace): Mistake {
  const found = errorAt(findings, wanted)
  const { message = 'a file that is named here cannot be read', help, place = wanted, frame } = found ?? {}
  return { message, help, place, frame }
}

function errorAt(findings: readonly PreviewFinding[], { file, line }: FilePlace): PreviewFinding | undefined {
  return findings.find(
    ({ severity, place }) =>
      severity === 'error' && place?.file === file && (line === undefined || place.line === line),
  )
}
