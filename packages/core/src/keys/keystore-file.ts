import { readFile, stat } from 'node:fs/promises'
import { isAbsolute } from 'node:path'
import { TacosmithError } from '../errors.ts'

/** Keystores take some kilobytes, truststores with every authority of the world a few hundred. */
const MAXIMUM_BYTES = 16 * 1024 * 1024

/**
 * Reads a key, certificate or keystore file.
 *
 * @param what names the kind of file in messages: `keystore`, `key`, `certificates`
 * @param given what the user calls the option with the path: `--keystore`. Default: the kind of file
 * @throws TacosmithError `keystore` when there is no such file or it cannot be read.
 */
export async function readKeystoreFile(path: string, what: string, given = `"${what}"`): Promise<Uint8Array> {
  try {
    const { size } = await stat(path)
    if (size > MAXIMUM_BYTES) throw tooLarge(path, what, given)
    return await readFile(path)
  } catch (cause) {
    if (cause instanceof TacosmithError) throw cause
    const reason = (cause as NodeJS.ErrnoException).code
    const problem = reason === 'ENOENT' ? 'does not exist' : `cannot be read (${reason})`
    const start = isAbsolute(path) ? '' : '; it is relative to the current folder'
    throw new TacosmithError('keystore', `the ${what} file ${path} ${problem}`, {
      help: `Check the path given as ${given}${start}.`,
      cause,
    })
  }
}

function tooLarge(path: string, what: string, given: string): TacosmithError {
  return new TacosmithError(
    'keystore',
    `the ${what} file ${path} is larger than ${MAXIMUM_BYTES / 1024 / 1024} MB`,
    {
      help: `Check the path given as ${given}: no keystore or key is that large.`,
    },
  )
}
