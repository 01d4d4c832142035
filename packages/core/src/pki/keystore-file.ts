import { readFile } from 'node:fs/promises'
import { TacosmithError } from '../errors.ts'

/**
 * Reads a key, certificate or keystore file.
 *
 * @param what names the option in messages: `keystore`, `key`, `certificates`
 * @throws TacosmithError `keystore` when there is no such file or it cannot be read.
 */
export async function readKeystoreFile(path: string, what: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code
    const problem = reason === 'ENOENT' ? 'does not exist' : `cannot be read (${reason})`
    throw new TacosmithError('keystore', `the ${what} file ${path} ${problem}`, {
      help: `Check the path given as "${what}"; it is relative to the current folder.`,
      cause,
    })
  }
}
