import { createHash, type KeyObject } from 'node:crypto'
import { lstat } from 'node:fs/promises'
import { TacosmithError } from '../errors.ts'
import { writeNewFile } from '../output/index.ts'

const SECRET_FILE = 0o600

/** @throws TacosmithError `output` when something of this name exists, be it a symbolic link that leads nowhere */
export async function refuseExisting(path: string, holds: 'key' | 'request' = 'key'): Promise<void> {
  const exists = await lstat(path).then(
    () => true,
    () => false,
  )
  if (exists) throw holds === 'request' ? oldRequest(path) : alreadyExists(path)
}

/** Writes a file that only its owner may read. @throws as {@link refuseExisting} does */
export async function writeNew(path: string, content: Uint8Array): Promise<void> {
  if (!(await writeNewFile(path, content, { mode: SECRET_FILE }))) throw alreadyExists(path)
}

function alreadyExists(path: string): TacosmithError {
  return new TacosmithError('output', `${path} already exists and is not replaced: it may contain a key`, {
    help: 'Choose another name, or move the file elsewhere.',
  })
}

/** It holds no key, but may be under way to an authority. */
function oldRequest(path: string): TacosmithError {
  return new TacosmithError('output', `${path} already exists and is not replaced`, {
    help: 'Move the old request away, or give another file: on the command line as --out.',
  })
}

/** SHA-256 of a public key (SubjectPublicKeyInfo), hexadecimal with colons. */
export function publicKeyFingerprint(publicKey: KeyObject): string {
  const spki = publicKey.export({ format: 'der', type: 'spki' })
  const digits = createHash('sha256').update(spki).digest('hex').toUpperCase()
  return digits.match(/../g)?.join(':') ?? ''
}
