import { createHash } from 'node:crypto'
import { type TacoFile, withTacoFile } from '../connector/taco-file.ts'
import { TacosmithError } from '../errors.ts'
import type { ByteSource } from '../format/zip/byte-source.ts'
import { writeFileWhole } from '../output/index.ts'
import {
  type SignedTaco,
  type SignTacoOptions,
  signTaco,
  type TimestampedTaco,
  timestampTaco,
} from '../sign/index.ts'
import { verifyIntegrity } from '../verify/index.ts'
import type { ResolvedTimestampOptions } from './options/options.ts'

/** A `.taco` on disk that was signed, and by whom. */
export interface SignedTacoFile extends Omit<SignedTaco, 'bytes' | 'content'> {
  /** Of the signed file, hexadecimal. */
  sha256: string
}

/** A `.taco` on disk to which timestamps were added. */
export interface TimestampedTacoFile extends Omit<TimestampedTaco, 'bytes' | 'content'> {
  /** Of the file with them, hexadecimal. */
  sha256: string
}

/**
 * Signs a `.taco` on disk as `signTaco` does, however large it is: nothing but pieces of it are in memory. What was
 * written is read again, and becomes `target` only if it verifies.
 *
 * @param path the file to sign
 * @param target where the signed file goes; may be `path` itself. A symbolic link stays, and the file that it leads to is
 *   replaced.
 * @throws TacosmithError what `signTaco` throws, `connector-not-found` or `environment` when the file cannot be read or
 * changes meanwhile, `output` when the target cannot be written, `verification` when the result does not verify,
 * `archive-malformed` when it does not with the signatures that were there before.
 */
export async function signTacoFile(
  path: string,
  target: string,
  options: SignTacoOptions,
): Promise<SignedTacoFile> {
  return await withTacoFile(path, async (file) => {
    const { content, signer, timestamp, validUntil, warnings } = await signTaco(file, options)
    // What is wrong then may be a signature that was there before.
    const sha256 = options.addSigner
      ? await replaceIfSound(file, target, content, 'archive-malformed', 'the file with its other signatures')
      : await replaceIfSound(file, target, content, 'verification', 'the signed file')
    return { signer, ...(timestamp && { timestamp }), validUntil, warnings, sha256 }
  })
}

/**
 * Adds timestamps to a `.taco` on disk as `timestampTaco` does, in the same way as {@link signTacoFile}. A file that was
 * tampered with is refused: a timestamp would not make it valid.
 *
 * @throws TacosmithError what `timestampTaco` throws, and as {@link signTacoFile} does; `archive-malformed` when the file
 * does not verify.
 */
export async function timestampTacoFile(
  path: string,
  target: string,
  options: ResolvedTimestampOptions,
): Promise<TimestampedTacoFile> {
  return await withTacoFile(path, async (file) => {
    const { content, timestamps, warnings } = await timestampTaco(file, options)
    const sha256 = await replaceIfSound(file, target, content, 'archive-malformed', 'the file')
    return { timestamps, warnings, sha256 }
  })
}

/** @returns the SHA-256 of what was written */
async function replaceIfSound(
  original: TacoFile,
  target: string,
  content: ByteSource,
  code: 'verification' | 'archive-malformed',
  what: string,
): Promise<string> {
  const hash = createHash('sha256')
  await writeFileWhole(target, content, {
    link: 'follow',
    watch: (piece) => hash.update(piece),
    approve: async (temporary) => {
      original.checkUnchanged()
      // Windows does not replace a file that is open.
      original.close()
      const [problem] = await withTacoFile(temporary, verifyIntegrity)
      if (problem === undefined) return
      throw new TacosmithError(code, `${what} does not verify: ${problem.message}`, {
        ...(problem.help === undefined ? {} : { help: problem.help }),
      })
    },
  })
  return hash.digest('hex')
}
