import type { Diagnostic } from '../report/diagnostic.ts'
import type { Connector, ConnectorFile, FileKind, FileReference } from './connector.ts'
import { connectorTooLarge, ReadingBudget } from './connector-limits.ts'
import { findReferences, placeOf } from './file-references.ts'
import { explainMissingManifest, fold, PresentFiles } from './missing-file.ts'
import { sizeIn } from './overlay-source.ts'
import {
  isOtherResourceFile,
  resourceFileName,
  resourceLanguages,
  usesLocalisedStrings,
} from './resource-files.ts'
import { type ConnectorSource, maximumFileSize } from './source.ts'
import type { XmlDocument } from './xml-document.ts'
import { attributeValue } from './xml-query.ts'
import { readXml } from './xml-reader.ts'

/** The largest XML file that Tableau loads, in bytes (256 KB). */
export const maximumXmlFileSize: number = 256 * 1024

/** A file to be read. */
type Pending = Pick<ConnectorFile, 'path' | 'kind'>

/** A connector that is being read. */
interface Reading {
  connector: Connector
  /** What an earlier reading gave. */
  earlier: Connector | undefined
  budget: ReadingBudget
  /** Set when there was no room for a file. */
  isFull?: boolean
}

/**
 * Reads a connector: the manifest and every file that it and the connection resolver refer to, in document order,
 * then the resource files if any attribute uses an `@string/`.
 *
 * What is wrong with the files is in `problems`, all of it at once; see docs/rules.md for the rules. The `file`
 * value `null_config` of an `oauth-config` names no file and is not among the references.
 *
 * @throws TacosmithError where the source itself cannot be read: `connector-not-found`, `environment`,
 *   `archive-malformed`
 * @param earlier - The result of an earlier reading: files that have not changed since are not parsed again.
 */
export async function readConnector(source: ConnectorSource, earlier?: Connector): Promise<Connector> {
  const connector: Connector = {
    source,
    files: [],
    references: [],
    scripts: [],
    className: undefined,
    pluginVersion: undefined,
    superclass: undefined,
    problems: [],
  }
  const reading: Reading = { connector, earlier, budget: new ReadingBudget() }
  const manifest = await readFile(reading, { path: 'manifest.xml', kind: 'manifest' })
  if (manifest === undefined && connector.problems.length === 0) {
    connector.problems.push(explainMissingManifest(source.name, await source.list()))
  }
  readIdentity(connector, manifest?.document)
  await readReferences(reading, manifest)
  await readResourceFiles(reading)
  reportNamesThatDifferByCase(connector)
  return connector
}

function readIdentity(connector: Connector, manifest: XmlDocument | undefined): void {
  const identityOf = (name: string): string | undefined => {
    const value = manifest && attributeValue(manifest.root, name)
    return value === '' ? undefined : value
  }
  connector.className = identityOf('class')
  connector.pluginVersion = identityOf('plugin-version')
  connector.superclass = identityOf('superclass')
}

/** Depth first: the files that a file refers to come before the next reference of the file that refers to it. */
async function readReferences(reading: Reading, manifest: ConnectorFile | undefined): Promise<void> {
  const { connector } = reading
  let present: PresentFiles | undefined
  // The next reference comes last.
  const waiting = manifest === undefined ? [] : collectReferences(connector, manifest).reverse()
  for (let reference = waiting.pop(); reference !== undefined; reference = waiting.pop()) {
    const { path, kind } = reference
    if (path === undefined || isAlreadyRead(connector, reference, path)) continue
    const problemsBefore = connector.problems.length
    const file = await readFile(reading, { path, kind })
    if (file !== undefined) {
      for (const next of collectReferences(connector, file).reverse()) waiting.push(next)
    } else if (connector.problems.length === problemsBefore && reading.isFull !== true) {
      present ??= new PresentFiles(await connector.source.list())
      connector.problems.push(present.explainMissing(reference, path))
    }
  }
}

/** Adds what a file refers to, one by one: there may be more than a call takes arguments. */
function collectReferences(connector: Connector, { path, kind, document }: ConnectorFile): FileReference[] {
  if (document === undefined) return []
  const { references, scripts, problems } = findReferences(path, kind, document)
  for (const reference of references) connector.references.push(reference)
  for (const script of scripts) connector.scripts.push(script)
  for (const problem of problems) connector.problems.push(problem)
  return references
}

/**
 * A file under a second kind is read again, as both kinds apply to it. A second element that names the same file
 * for the same purpose adds nothing.
 */
function isAlreadyRead(connector: Connector, reference: FileReference, path: string): boolean {
  const others = connector.files.filter((file) => file.path === path)
  const [other] = others
  if (other === undefined) return false
  if (reference.kind !== 'script') {
    connector.problems.push({
      rule: 'reference-repeated',
      severity: 'warning',
      message: `${path} is already in the connector as ${other.kind}`,
      ...placeOf(reference),
      help: 'Refer to each file once.',
    })
  }
  return others.some((file) => file.kind === reference.kind)
}

/** Reads one file into the connector; undefined where it is missing or too large to be loaded. */
async function readFile(reading: Reading, pending: Pending): Promise<ConnectorFile | undefined> {
  const { connector, earlier, budget } = reading
  const { path, kind } = pending
  const size = await sizeIn(connector.source, path)
  if (size === undefined) return undefined
  const tooLarge = explainSize(path, kind, size)
  if (tooLarge !== undefined) connector.problems.push(tooLarge)
  if (size >= maximumFileSize) return undefined
  if (!hasRoomFor(reading, pending, size)) return undefined
  const bytes = await connector.source.read(path)
  if (bytes === undefined) return undefined
  const file: ConnectorFile = { path, kind, bytes, document: documentOf(earlier, pending, bytes) }
  connector.files.push(file)
  if (kind !== 'script' && file.document === undefined) {
    const { document, problem } = readXml(bytes)
    file.document = document
    if (problem !== undefined) {
      connector.problems.push({ rule: 'xml-not-well-formed', severity: 'error', file: path, ...problem })
    }
  }
  budget.add(kind, bytes.length, file.document)
  return file
}

/** Once there is no room for a file, none is read any more. */
function hasRoomFor(reading: Reading, { path, kind }: Pending, size: number): boolean {
  if (reading.isFull) return false
  const refusal = reading.budget.refusal(kind, size)
  if (refusal === undefined) return true
  reading.isFull = true
  reading.connector.problems.push(connectorTooLarge(path, refusal))
  return false
}

function documentOf(
  earlier: Connector | undefined,
  { path, kind }: Pending,
  bytes: Uint8Array,
): XmlDocument | undefined {
  const file = earlier?.files.find((candidate) => candidate.path === path && candidate.kind === kind)
  return file && Buffer.compare(file.bytes, bytes) === 0 ? file.document : undefined
}

function explainSize(path: string, kind: FileKind, size: number): Diagnostic | undefined {
  const base = { severity: 'error', file: path } as const
  if (kind !== 'script' && size > maximumXmlFileSize) {
    const message = `the file is too large: ${describeSize(size)}; Tableau loads XML files of at most 256 KB`
    return { ...base, rule: 'xml-file-too-large', message, help: 'Make the file smaller.' }
  }
  if (size >= maximumFileSize) {
    const message = `the file is too large: ${describeSize(size)}; every file of a connector must be smaller than 3 MB`
    return { ...base, rule: 'taco-file-size', message, help: 'Make the file smaller.' }
  }
  return undefined
}

function describeSize(bytes: number): string {
  return bytes >= maximumFileSize ? '3 MB or more' : `${bytes} bytes`
}

/** Resource files are packaged only where a string of theirs is used. */
async function readResourceFiles(reading: Reading): Promise<void> {
  const { connector } = reading
  if (!usesLocalisedStrings(connector.files)) return
  for (const language of resourceLanguages) {
    await readFile(reading, { path: resourceFileName(language), kind: 'resource' })
  }
  const isRead = (path: string): boolean => connector.files.some((file) => file.path === path)
  const others = (await connector.source.list()).filter((path) => isOtherResourceFile(path) && !isRead(path))
  if (others.length > 0) connector.otherResourceFiles = others
}

/** Such names are one file on some systems, and a verifier refuses an archive that holds both. */
function reportNamesThatDifferByCase(connector: Connector): void {
  const byFolded = new Map<string, string>()
  for (const { path } of connector.files) {
    const other = byFolded.get(fold(path))
    if (other === undefined) byFolded.set(fold(path), path)
    if (other === undefined || other === path) continue
    const reference = connector.references.find((candidate) => candidate.path === path)
    connector.problems.push({
      rule: 'reference-case-conflict',
      severity: 'error',
      message: `${path} and ${other} differ only by upper and lower case or by Unicode form`,
      ...(reference === undefined ? { file: path } : placeOf(reference)),
      help: 'Rename one of the files.',
    })
  }
}
