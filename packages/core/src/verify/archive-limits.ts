import { TacosmithError } from '../errors.ts'
import {
  type Archive,
  isManifestName,
  isSignatureFileName,
  MANIFEST_NAME,
  policyHelp,
} from '../format/zip/index.ts'
import { BLOCK_FILE, SIGNATURE_FILE } from './signature-pairs.ts'

/** What JDK 8 reads of a manifest or a signature file; newer ones read twice as much. All signature files take no more here. */
const MAXIMUM_SIGNATURE_FILE_BYTES = 8_000_000
/** Of all together: a block has some kilobytes, and is read element by element. */
const MAXIMUM_BLOCK_BYTES = 2_000_000
/** Files may have been taken out, which is reported in detail. */
const SPARE_SECTIONS = 1000
const LF = 0x0a
const CR = 0x0d

/** @throws TacosmithError `archive-malformed` */
export function refuseLargeSignatureFiles({ entries }: Archive): void {
  const large = entries.find(
    ({ name, size }) =>
      size > MAXIMUM_SIGNATURE_FILE_BYTES && (isManifestName(name) || isSignatureFileName(name)),
  )
  if (large === undefined) return
  const message = `${large.name} is larger than a JDK reads (${large.size} bytes)`
  const advice = 'Package the connector again; the manifest of a connector takes only a few kilobytes.'
  throw new TacosmithError('archive-malformed', message, { help: policyHelp('large-manifest', advice) })
}

/**
 * Refuses an archive whose signatures take long to read, however many there are.
 *
 * @throws TacosmithError `archive-malformed`
 */
export function refuseLargeSignatures(archive: Archive): void {
  refuseTotal(archive, 'signature files', SIGNATURE_FILE, MAXIMUM_SIGNATURE_FILE_BYTES)
  refuseTotal(archive, 'signature blocks', BLOCK_FILE, MAXIMUM_BLOCK_BYTES)
}

function refuseTotal({ entries }: Archive, what: string, pattern: RegExp, maximum: number): void {
  const bytes = entries.reduce((sum, { name, size }) => sum + (pattern.test(name) ? size : 0), 0)
  if (bytes <= maximum) return
  const message = `the ${what} in META-INF take ${bytes} bytes; no more than ${maximum} are checked`
  const help = policyHelp('large-manifest', 'Sign the connector again; a signature takes a few kilobytes.')
  throw new TacosmithError('archive-malformed', message, { help })
}

/**
 * A manifest of 8 MB that lists what is not there takes seconds to read, and can only be wrong.
 *
 * @throws TacosmithError `archive-malformed`
 */
export function refuseLongList(manifest: Uint8Array, entries: number): void {
  let blankLines = 0
  let before: number | undefined
  for (const byte of manifest) {
    // CRLF is one line end, all other pairs are two.
    if ((before === LF && (byte === LF || byte === CR)) || (before === CR && byte === CR)) blankLines += 1
    before = byte
  }
  if (blankLines <= entries + SPARE_SECTIONS) return
  const message = `${MANIFEST_NAME} lists far more files than the ${entries} of the archive`
  const help = policyHelp('large-manifest', 'Package the connector again, to write a new manifest.')
  throw new TacosmithError('archive-malformed', message, { help })
}

const DATA_DESCRIPTOR_FLAG = 8

/**
 * Java cannot read a stored entry as a stream if its size comes behind it.
 *
 * @throws TacosmithError `archive-malformed`
 */
export function refuseSizesBehindStoredEntries({ entries }: Archive): void {
  const found = entries.find(
    ({ method, flags }) => method === 'stored' && (flags & DATA_DESCRIPTOR_FLAG) !== 0,
  )
  if (found === undefined) return
  const message = `entry "${found.name}" is stored with its size behind it, which Java does not read as a stream`
  const help = policyHelp('archive-form', 'Sign the file again; that writes the sizes in front.')
  throw new TacosmithError('archive-malformed', message, { help })
}
