import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomUUID,
} from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from './cache-folder.ts'

/** A private key with its public key. */
export interface KeyPair {
  privateKey: KeyObject
  publicKey: KeyObject
}

const taken = new Map<string, number>()

/**
 * Makes an RSA key, which takes from a tenth of a second to several: the first, second and so on that a process asks for
 * are those of the processes before it. Within a process no key is given twice.
 *
 * @param length of the modulus, in bits
 */
export function rsaKey(type: 'rsa' | 'rsa-pss', length: number): KeyPair {
  const kind = `${type}-${length}`
  const number = (taken.get(kind) ?? 0) + 1
  taken.set(kind, number)
  const file = join(cacheFolder, `${kind}-${number}.pem`)
  return readKey(file) ?? writeKey(file, generate(type, length))
}

function generate(type: 'rsa' | 'rsa-pss', length: number): KeyPair {
  return type === 'rsa'
    ? generateKeyPairSync('rsa', { modulusLength: length })
    : generateKeyPairSync('rsa-pss', { modulusLength: length })
}

function readKey(file: string): KeyPair | undefined {
  try {
    const privateKey = createPrivateKey(readFileSync(file))
    return { privateKey, publicKey: createPublicKey(privateKey) }
  } catch {
    return undefined
  }
}

/** Other processes see the whole file or none. */
function writeKey(file: string, pair: KeyPair): KeyPair {
  mkdirSync(cacheFolder, { recursive: true })
  const unfinished = `${file}.${randomUUID()}`
  writeFileSync(unfinished, pair.privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600 })
  renameSync(unfinished, file)
  return pair
}
