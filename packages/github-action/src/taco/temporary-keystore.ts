import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TacosmithError } from '@tacosmith/core'
import { endOnSignals, writeNewFile } from '@tacosmith/core/adapter'

/** A keystore for the time of one run. */
export interface TemporaryKeystore {
  path: string
  remove(): void
}

/**
 * Writes a keystore that came as base64 into a file that only this user can read. It goes away with the process,
 * however that ends.
 *
 * @throws TacosmithError `keystore` where the text is not base64.
 */
export async function writeTemporaryKeystore(base64: string): Promise<TemporaryKeystore> {
  const bytes = decode(base64)
  const folder = await mkdtemp(join(process.env.RUNNER_TEMP || tmpdir(), 'tacosmith-'))
  const remove = (): void => rmSync(folder, { recursive: true, force: true })
  const leaveSignals = endOnSignals(remove)
  process.once('exit', remove)
  const path = join(folder, 'keystore')
  await writeNewFile(path, bytes, { mode: 0o600 })
  return {
    path,
    remove: () => {
      remove()
      leaveSignals()
      process.off('exit', remove)
    },
  }
}

function decode(base64: string): Uint8Array {
  const text = base64.replaceAll(/\s/g, '')
  if (/^[A-Za-z0-9+/]+={0,2}$/.test(text) && text.length % 4 !== 1) return Buffer.from(text, 'base64')
  throw new TacosmithError('keystore', 'keystore-base64 is not base64', {
    help: 'Store what "base64 release.p12" prints, or in PowerShell [Convert]::ToBase64String([IO.File]::ReadAllBytes("release.p12")).',
  })
}
