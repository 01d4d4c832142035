import { execFileSync } from 'node:child_process'
import { createPublicKey, type KeyObject } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { requireOracle } from '@tacosmith/test-kit'

export const PIN = '73190-user'
const SECURITY_OFFICER_PIN = '85205-officer'

const MODULES = [
  '/usr/lib/softhsm/libsofthsm2.so',
  '/usr/lib64/softhsm/libsofthsm.so',
  '/usr/local/lib/softhsm/libsofthsm2.so',
  '/opt/homebrew/lib/softhsm/libsofthsm2.so',
]

/** SoftHSM's module; undefined where a program that the tests need is missing. */
export function softHsmModule(): string | undefined {
  const programs = requireOracle('softhsm2-util') && requireOracle('pkcs11-tool')
  if (programs === undefined) return undefined
  const module = MODULES.find((path) => existsSync(path))
  if (module === undefined) throw new Error(`softhsm2-util is there, but none of ${MODULES.join(', ')}`)
  return module
}

/** What lies on a token under one ID. */
export interface StoredKey {
  label: string
  id: string
  keyPem: string
  /** DER; without one the key has no certificate. */
  certificate?: Uint8Array
}

/** A token store of its own in a folder. */
export async function useTokenStore(folder: string): Promise<void> {
  const tokens = join(folder, 'tokens')
  await mkdir(tokens, { recursive: true })
  const configuration = join(folder, 'softhsm2.conf')
  await writeFile(configuration, `directories.tokendir = ${tokens}\nlog.level = ERROR\n`)
  // SoftHSM reads it when its module is initialized.
  process.env.SOFTHSM2_CONF = configuration
}

export function makeToken(label: string): void {
  run('softhsm2-util', [
    ...['--init-token', '--free', '--label', label],
    ...['--so-pin', SECURITY_OFFICER_PIN, '--pin', PIN],
  ])
}

export async function storeKey(
  folder: string,
  module: string,
  tokenLabel: string,
  { label, id, keyPem, certificate }: StoredKey,
): Promise<void> {
  const keyFile = join(folder, `${id}.key`)
  await writeFile(keyFile, keyPem)
  run('softhsm2-util', [
    ...['--import', keyFile, '--token', tokenLabel, '--label', label, '--id', id, '--pin', PIN],
  ])
  if (certificate !== undefined)
    await storeCertificate(folder, module, tokenLabel, { label, id, certificate })
}

export async function storeCertificate(
  folder: string,
  module: string,
  tokenLabel: string,
  { label, id, certificate }: { label: string; id: string; certificate: Uint8Array },
): Promise<void> {
  const file = join(folder, `${id}.der`)
  await writeFile(file, certificate)
  run('pkcs11-tool', [
    ...['--module', module, '--token-label', tokenLabel, '--login', '--pin', PIN],
    ...['--write-object', file, '--type', 'cert', '--label', label, '--id', id],
  ])
}

/** Makes a key on the token that asks for the PIN before each signature, as slot 9c of a YubiKey does. */
export async function makeCarefulKey(
  folder: string,
  module: string,
  tokenLabel: string,
  { label, id }: { label: string; id: string },
): Promise<KeyObject> {
  const token = ['--module', module, '--token-label', tokenLabel, '--login', '--pin', PIN]
  const name = ['--label', label, '--id', id]
  run('pkcs11-tool', [...token, '--keypairgen', '--key-type', 'EC:prime256v1', '--always-auth', ...name])
  const file = join(folder, `${id}.spki`)
  run('pkcs11-tool', [...token, '--read-object', '--type', 'pubkey', ...name, '--output-file', file])
  return createPublicKey({ key: await readFile(file), format: 'der', type: 'spki' })
}

function run(program: string, args: string[]): void {
  execFileSync(program, args, { stdio: ['ignore', 'ignore', 'pipe'] })
}
