import type { ResolvedTimestampOptions } from '../build/options/options.ts'
import { TacosmithError } from '../errors.ts'
import {
  type ArchiveBytes,
  type ArchiveEntry,
  type ByteSource,
  readArchive,
  wholeOf,
  writeArchiveSource,
} from '../format/zip/index.ts'
import {
  addTimestampToken,
  isoDay,
  type JarSigner,
  readJarBlock,
  requestTimestamp,
  signerCertificateOf,
  signerOf,
} from '../keys/index.ts'
import type { Diagnostic } from '../report/diagnostic.ts'
import { describeTimestamp, type SignedTimestamp, timestampWarnings } from './signed-taco.ts'

/** A `.taco` that got timestamps. */
export interface TimestampedTaco {
  /** The whole file; put together on first use. */
  readonly bytes: Uint8Array
  /** The file, to be written piece by piece. What was not touched is read from what was given, which has to stay open. */
  content: ByteSource
  /** One for each signature that had none. */
  timestamps: (SignedTimestamp & { signature: string })[]
  warnings: Diagnostic[]
}

const BLOCK_FILE = /^META-INF\/[^/]+\.(?:RSA|EC|DSA)$/i

/**
 * Adds a timestamp to the signatures of a `.taco` that have none. All else stays as it is, byte for byte.
 *
 * @param bytes the file: in memory, or an open file; `timestampTacoFile` does all that belongs to a file
 * @param now the time against which certificates are checked. Default: now.
 * @throws TacosmithError `archive-malformed` when the file or a signature in it cannot be read, `usage` when no signature
 * lacks a timestamp, `certificate` when one has expired, `timestamp` when no authority gives one.
 */
export async function timestampTaco(
  bytes: ArchiveBytes,
  options: ResolvedTimestampOptions,
  now: Date = new Date(),
): Promise<TimestampedTaco> {
  const { entries } = readArchive(bytes)
  const blocks = entries.filter(({ name }) => BLOCK_FILE.test(name)).map((entry) => readBlock(entry, now))
  const missing = blocks.filter(({ stamped }) => !stamped)
  if (missing.length === 0) throw nothingToDo(blocks.length)

  const timestamps: TimestampedTaco['timestamps'] = []
  const warnings: Diagnostic[] = []
  const replaced = new Map<string, Uint8Array>()
  for (const { name, content, signature } of missing) {
    const timestamp = await requestTimestamp(signature, options)
    replaced.set(name, addTimestampToken(content, timestamp.token))
    timestamps.push({ signature: name, ...describeTimestamp(timestamp) })
    warnings.push(...timestampWarnings(timestamp))
  }
  const written = entries.map((entry) => {
    const content = replaced.get(entry.name)
    return content === undefined ? entry : { name: entry.name, content }
  })
  const result = writeArchiveSource(written)
  let whole: Uint8Array | undefined
  return {
    get bytes() {
      whole ??= wholeOf(result)
      return whole
    },
    content: result,
    timestamps,
    warnings,
  }
}

interface Block {
  name: string
  content: Uint8Array
  signature: Uint8Array
  stamped: boolean
}

function readBlock(entry: ArchiveEntry, now: Date): Block {
  const content = entry.content()
  const { signer, notAfter } = parse(entry.name, content)
  const stamped = signer.token !== undefined
  if (!stamped && notAfter < now) {
    throw new TacosmithError(
      'certificate',
      `the certificate of ${entry.name} expired on ${isoDay(notAfter)}: a timestamp cannot make the signature valid again`,
      { help: 'Sign the file again with a valid certificate and a timestamp.' },
    )
  }
  return { name: entry.name, content, signature: signer.signature, stamped }
}

function parse(name: string, content: Uint8Array): { signer: JarSigner; notAfter: Date } {
  try {
    const block = readJarBlock(content)
    const [refusal] = block.refusals
    if (refusal !== undefined) throw new Error(refusal.problem)
    const signer = signerOf(block)
    return { signer, notAfter: signerCertificateOf({ ...block, signer }).notAfter }
  } catch (cause) {
    const reason = (cause as Error).message
    throw new TacosmithError(
      'archive-malformed',
      `${name} is not a signature that can be timestamped: ${reason}`,
      {
        help: 'Sign the file again, with a timestamp.',
        cause,
      },
    )
  }
}

function nothingToDo(signatures: number): TacosmithError {
  if (signatures === 0) {
    return new TacosmithError('usage', 'the file is not signed, so there is nothing to timestamp', {
      help: 'Sign it: tacosmith sign FILE --keystore KEYSTORE --tsa URL.',
    })
  }
  return new TacosmithError('usage', 'the signature already has a timestamp', {
    help: 'To replace it, sign the file again; tacosmith verify shows how long it is valid.',
  })
}
