import { createHash, type Hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { SecretFile } from '../keys/keystore-secret.ts'
import { listSchemas } from '../schema/xsd/schema-folder.ts'
import type { Signer } from '../sign/signer.ts'
import type { ResolvedOptions, ResolvedSignOptions, Secret } from './options/options.ts'

/** What a result depends on apart from the connector: options, and the files and variables that they name. */
export interface OutsideState {
  /** The files, absolute: of a change in them a build must know. */
  files: readonly string[]
  /** Of all of it. Lower-case hexadecimal. */
  digest: string
  /** Of that part which a signature depends on. */
  signingDigest: string
}

/**
 * Looks at what the options name: keystore and certificate files, files and variables with passwords, a folder of schemas.
 * A file that cannot be read counts as absent; whoever needs it reports that.
 *
 * @param options - Paths absolute.
 */
export async function outsideState(
  options: ResolvedOptions,
  environment: Record<string, string | undefined>,
): Promise<OutsideState> {
  const { sign, ...others } = options
  const keyFiles = sign === false || sign === 'development' ? [] : filesOf(sign).map((file) => resolve(file))
  const signing = createHash('sha256')
  addJson(signing, sign === false || sign === 'development' ? sign : plainOptions(sign))
  for (const name of sign === false || sign === 'development' ? [] : variablesOf(sign)) {
    addJson(signing, [name, environment[name] ?? null])
  }
  for (const file of keyFiles) addFile(signing, file)
  const signingDigest = signing.digest('hex')

  const { schemas } = options.validate
  const schemaFiles = schemas === undefined ? [] : await listSchemas(schemas).catch(() => [])
  const all = createHash('sha256').update(signingDigest)
  addJson(all, others)
  for (const file of schemaFiles) addFile(all, file)
  return { files: [...keyFiles, ...schemaFiles], digest: all.digest('hex'), signingDigest }
}

const secretNames = ['storePassword', 'keyPassword'] as const

function filesOf(options: ResolvedSignOptions): string[] {
  const secrets = secretNames.map((name) => options[name])
  return [options.keystore, options.key, options.certificates, ...secrets.map(secretFile)].filter(
    (file) => file !== undefined,
  )
}

function variablesOf(options: ResolvedSignOptions): string[] {
  return secretNames.map((name) => secretVariable(options[name])).filter((name) => name !== undefined)
}

function secretFile(secret: Secret | undefined): string | undefined {
  if (typeof secret !== 'object' || !('file' in secret)) return undefined
  const { file, folder = '.' }: SecretFile = secret
  return resolve(folder, file)
}

function secretVariable(secret: Secret | undefined): string | undefined {
  return typeof secret === 'object' && 'env' in secret ? secret.env : undefined
}

/**
 * A signer of the caller's own stands for itself: two of them are never equal. Passwords are left out: they change nothing
 * in the result.
 */
function plainOptions({ signer, storePassword, keyPassword, ...others }: ResolvedSignOptions): object {
  const secrets = [storePassword, keyPassword].map((secret) => (typeof secret === 'object' ? secret : null))
  return { ...others, secrets, signer: signer === undefined ? null : numberOfSigner(signer) }
}

const numbers = new WeakMap<Signer, number>()
let nextNumber = 1

/** Tells signers apart: a number for each. */
export function numberOfSigner(signer: Signer): number {
  const number = numbers.get(signer) ?? nextNumber++
  numbers.set(signer, number)
  return number
}

function addJson(hash: Hash, value: unknown): void {
  const text = JSON.stringify(value)
  hash.update(`${text.length}:${text}`)
}

function addFile(hash: Hash, file: string): void {
  let bytes: Uint8Array | undefined
  try {
    bytes = readFileSync(file)
  } catch {
    // Whoever needs it reports why it cannot be read.
  }
  hash.update(`${file}\0${bytes?.length ?? -1}\0`)
  if (bytes) hash.update(bytes)
}
