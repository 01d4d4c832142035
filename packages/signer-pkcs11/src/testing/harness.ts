import { chmod, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { type KeyKind, SignerBench } from '@tacosmith/test-kit'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { type Pkcs11Signer, type Pkcs11SignerOptions, pkcs11Signer } from '../index.ts'
import { makeToken, PIN, softHsmModule, storeKey, useTokenStore } from './soft-token.ts'

// What all tests of this package start from; the hooks run for every file that imports this.

export const KEYS: KeyKind[] = ['rsa-2048', 'rsa-3072', 'p-256', 'p-384']
export const TOKEN = 'Rélease token'
/** Holds the same keys, without certificates. */
export const FRESH_TOKEN = 'fresh token'
export const WRONG_PIN = '6666-wrong'
/** Undefined where there is no SoftHSM. */
export const module: string = softHsmModule() ?? ''
export const bench = new SignerBench({ kinds: KEYS, secrets: [PIN, WRONG_PIN] })
/** The issuers, which the token does not hold. */
export const issuersFile = (): string => bench.file('issuers.pem')

beforeAll(async () => {
  if (module === '') return
  await bench.start()
  const { root, intermediate } = bench.authority
  await writeFile(issuersFile(), root.certificatePem + intermediate.certificatePem)
  await useTokenStore(bench.folder)
  makeToken('other token')
  makeToken(TOKEN)
  makeToken(FRESH_TOKEN)
  for (const [index, label] of KEYS.entries()) {
    const { keyPem, certificate } = bench.keyOf(label)
    await storeKey(bench.folder, module, TOKEN, { label, id: `a${index}`, keyPem, certificate })
    await storeKey(bench.folder, module, FRESH_TOKEN, { label, id: `a${index}`, keyPem })
  }
  const { keyPem } = await bench.authority.issue({ key: 'p-256' })
  await storeKey(bench.folder, module, TOKEN, { label: 'bäre', id: 'b0', keyPem })
}, 240_000)

afterEach(async () => await bench.tidy())

afterAll(async () => {
  if (module !== '') await bench.end(/\.key$|(?:^|\/)pin$/)
})

export function signerFor(options: Partial<Pkcs11SignerOptions>): Pkcs11Signer {
  return signerWithoutCertificate({ tokenLabel: TOKEN, certificates: issuersFile(), ...options })
}

export function signerWithoutCertificate(options: Partial<Pkcs11SignerOptions>): Pkcs11Signer {
  const defaults = { module, tokenLabel: FRESH_TOKEN, pin: PIN }
  return bench.keep(pkcs11Signer({ ...defaults, ...options }))
}

/** The ways to the token. pkcs11js has to be compiled, which not everybody can. */
export function availableWays(): { way: string; through: Pick<Pkcs11SignerOptions, 'pkcs11Tool'> }[] {
  const tool = { way: 'pkcs11-tool', through: { pkcs11Tool: 'pkcs11-tool' } }
  try {
    createRequire(import.meta.url)('pkcs11js')
    return [{ way: 'pkcs11js', through: {} }, tool]
  } catch (error) {
    if (process.env.CI) throw error
    process.stderr.write('tests of pkcs11js are skipped: it needs a C++ compiler\n')
    return [tool]
  }
}

/** A pkcs11-tool that notes its arguments and then does something else. */
export async function toolThat(
  name: string,
  script: string,
): Promise<{ program: string; calls: () => Promise<string> }> {
  const program = bench.file(name)
  await writeFile(program, `#!/bin/sh\necho "$@" >> "${program}.calls"\n${script}\n`)
  await chmod(program, 0o700)
  return { program, calls: async () => await readFile(`${program}.calls`, 'utf8') }
}
