import { TacosmithError } from '../../errors.ts'
import { policyHelp } from './java-policies.ts'

/** One `Name: value` line of a manifest or signature file, unfolded. */
export interface ManifestAttribute {
  name: string
  value: string
}

/** A run of attributes up to and including the blank line after them. */
export interface ManifestSection {
  attributes: ManifestAttribute[]
  /** The bytes as they lie in the file, the blank line included: what signature files digest. */
  raw: Uint8Array
  /** The same without the blank line, which some old signers digested. */
  rawWithoutBlankLine: Uint8Array
}

/** The section of one archive entry. */
export interface EntrySection extends ManifestSection {
  /** The entry's name: the section's first attribute. */
  name: string
}

/** A manifest or a signature file: both have the same syntax. */
export interface Manifest {
  main: ManifestSection
  sections: EntrySection[]
  /** The section of the entry of exactly this name. */
  section(name: string): EntrySection | undefined
}

/** Lines hold at most this many bytes, the line end not counted. */
const MAXIMUM_LINE_BYTES = 72
/** Java reads no longer ones, the line end included. */
const LONGEST_READABLE_LINE = 512
/** Of any archive: as many entries as there may be, with fifteen lines each. */
const MAXIMUM_LINES = 1_000_000
const ATTRIBUTE_NAME = /^[A-Za-z0-9_-]{1,70}$/
const CR = 0x0d
const LF = 0x0a
const SPACE = 0x20

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Parses `META-INF/MANIFEST.MF` or a signature file as Java does, and refuses what two readers could read differently:
 * sections or attributes that repeat, which Java merges, and text that is not UTF-8.
 *
 * @param fileName names the file in messages
 * @param maximumLines more are refused; see {@link linesFor}
 * @throws TacosmithError `archive-malformed`
 */
export function parseManifest(
  bytes: Uint8Array,
  fileName: string,
  maximumLines: number = MAXIMUM_LINES,
): Manifest {
  const [main, ...others] = splitSections(readLines(bytes, fileName, maximumLines), bytes, fileName)
  const sections = others.map((section) => toEntrySection(section, fileName))
  const byName = new Map<string, EntrySection>()
  for (const section of sections) {
    if (byName.has(section.name)) throw ambiguous(fileName, `it has two sections for "${section.name}"`)
    byName.set(section.name, section)
  }
  return {
    main: main ?? emptySection(bytes),
    sections,
    section: (name) => byName.get(name),
  }
}

/** Lines that a manifest of so many entries takes at most: digests of several kinds, and names of several lines. */
export function linesFor(entries: number): number {
  return 10 * entries + 20_000
}

/** The value of an attribute; names ignore case. */
export function attributeValue(
  section: Pick<ManifestSection, 'attributes'>,
  name: string,
): string | undefined {
  const wanted = name.toLowerCase()
  return section.attributes.find((attribute) => attribute.name.toLowerCase() === wanted)?.value
}

/**
 * Writes a section: lines end CRLF and fold after 72 bytes, even inside a UTF-8 character; a blank line follows.
 */
export function formatSection(attributes: readonly ManifestAttribute[]): Uint8Array {
  const lines = attributes.map(({ name, value }) => foldLine(Buffer.from(`${name}: ${value}`, 'utf8')))
  return Buffer.concat([...lines, Buffer.from('\r\n')])
}

function foldLine(line: Uint8Array): Uint8Array {
  const pieces: Uint8Array[] = [line.subarray(0, MAXIMUM_LINE_BYTES)]
  for (let start = MAXIMUM_LINE_BYTES; start < line.length; start += MAXIMUM_LINE_BYTES - 1) {
    pieces.push(Buffer.from('\r\n '), line.subarray(start, start + MAXIMUM_LINE_BYTES - 1))
  }
  return Buffer.concat([...pieces, Buffer.from('\r\n')])
}

interface Line {
  text: Uint8Array
  start: number
  /** After the line end. */
  end: number
}

/** Splits at CRLF, LF or CR, which the specification all allows. */
function readLines(bytes: Uint8Array, fileName: string, maximum: number): Line[] {
  const lines: Line[] = []
  let start = 0
  while (start < bytes.length) {
    let stop = start
    while (stop < bytes.length && bytes[stop] !== CR && bytes[stop] !== LF) stop++
    const end = bytes[stop] === CR && bytes[stop + 1] === LF ? stop + 2 : stop + 1
    if (lines.length >= maximum) throw tooLong(fileName, maximum)
    checkLineEnd(stop - start, end - start, end <= bytes.length, fileName)
    lines.push({ text: bytes.subarray(start, stop), start, end })
    start = end
  }
  return lines
}

/** @param size how many bytes the line takes with its end */
function checkLineEnd(textSize: number, size: number, hasEnd: boolean, fileName: string): void {
  const problem = `a line takes ${textSize} bytes; Java reads ${LONGEST_READABLE_LINE} including the line break`
  if (textSize >= LONGEST_READABLE_LINE) throw broken(fileName, problem)
  // Java takes the second half of the line end for an empty line.
  if (size > LONGEST_READABLE_LINE) throw ambiguous(fileName, problem)
  if (!hasEnd) throw ambiguous(fileName, 'its last line does not end; Java does not read it')
}

/** The first section is the main one, even if it is empty. */
function splitSections(lines: readonly Line[], bytes: Uint8Array, fileName: string): ManifestSection[] {
  const sections: ManifestSection[] = []
  let current: Line[] = []
  const close = (): void => {
    sections.push(toSection(current, bytes, fileName))
    current = []
  }
  for (const line of lines) {
    const blank = line.text.length === 0
    // A second blank line in a row belongs to no section.
    if (blank && current.length === 0 && sections.length > 0) continue
    current.push(line)
    if (blank) close()
  }
  if (current.length > 0) close()
  return sections
}

function toSection(lines: readonly Line[], bytes: Uint8Array, fileName: string): ManifestSection {
  const start = lines[0]?.start ?? 0
  const written = lines.filter(({ text }) => text.length > 0)
  return {
    attributes: readAttributes(written, fileName),
    raw: bytes.subarray(start, lines.at(-1)?.end),
    rawWithoutBlankLine: bytes.subarray(start, written.at(-1)?.end ?? start),
  }
}

function emptySection(bytes: Uint8Array): ManifestSection {
  const nothing = bytes.subarray(0, 0)
  return { attributes: [], raw: nothing, rawWithoutBlankLine: nothing }
}

function readAttributes(lines: readonly Line[], fileName: string): ManifestAttribute[] {
  const unfolded: Uint8Array[][] = []
  for (const { text } of lines) {
    if (text[0] !== SPACE) unfolded.push([text])
    else if (unfolded.length > 0) unfolded.at(-1)?.push(text.subarray(1))
    else throw broken(fileName, 'a section starts with a continuation line')
  }
  const attributes = unfolded.map((pieces) => readAttribute(pieces, fileName))
  const names = new Set<string>()
  for (const { name } of attributes) {
    const key = name.toLowerCase()
    if (names.has(key)) throw ambiguous(fileName, `a section holds the attribute "${key}" twice`)
    names.add(key)
  }
  return attributes
}

/** @param pieces the line and its continuations: the name and what follows it stand in the first one */
function readAttribute(pieces: readonly Uint8Array[], fileName: string): ManifestAttribute {
  const first = Buffer.from(pieces[0] ?? new Uint8Array()).toString('latin1')
  const colon = first.indexOf(':')
  const name = first.slice(0, Math.max(colon, 0))
  if (!ATTRIBUTE_NAME.test(name) || first[colon + 1] !== ' ')
    throw broken(fileName, `the line "${first.slice(0, 80)}" is not "Name: value"`)
  try {
    return { name, value: utf8.decode(Buffer.concat(pieces).subarray(colon + 2)) }
  } catch (cause) {
    throw ambiguous(fileName, 'it is not UTF-8', cause)
  }
}

function toEntrySection(section: ManifestSection, fileName: string): EntrySection {
  const [first] = section.attributes
  if (first?.name.toLowerCase() !== 'name') {
    throw broken(fileName, `a section starts with "${first?.name}" instead of "Name"`)
  }
  return { ...section, name: first.value }
}

const HELP = 'Package the connector again; tacosmith then writes this file from scratch.'

function broken(fileName: string, problem: string, cause?: unknown): TacosmithError {
  const message = `${fileName} cannot be read: ${problem}`
  return new TacosmithError('archive-malformed', message, { help: HELP, cause })
}

function tooLong(fileName: string, maximum: number): TacosmithError {
  const message = `${fileName} has more than ${maximum} lines`
  return new TacosmithError('archive-malformed', message, { help: policyHelp('large-manifest', HELP) })
}

/** Java reads it, but another reader may read something else. */
function ambiguous(fileName: string, problem: string, cause?: unknown): TacosmithError {
  const message = `${fileName} is ambiguous: ${problem}`
  return new TacosmithError('archive-malformed', message, { help: policyHelp('manifest-form', HELP), cause })
}
