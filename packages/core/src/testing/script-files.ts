import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { TacosmithError } from '../errors.ts'

/**
 * Reads a file that a test names.
 *
 * @throws TacosmithError `environment` where it cannot be read.
 */
export async function readTestFile(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (cause) {
    const reason =
      (cause as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file' : String(cause)
    throw new TacosmithError('environment', `cannot read ${path}: ${reason}`, {
      help: 'Give the path of a script or resolver, relative to the current folder or absolute.',
      cause,
    })
  }
}

/** The one `.tdr` file in the folder of a script, or undefined where there is none or more than one. */
export async function resolverBeside(scriptPath: string): Promise<string | undefined> {
  const folder = dirname(scriptPath)
  const names = await readdir(folder).catch(() => [])
  const [only, ...others] = names.filter((name) => name.endsWith('.tdr'))
  return only === undefined || others.length > 0 ? undefined : join(folder, only)
}
