import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  CertificateAuthority,
  type Issued,
  importWithKeytool,
  jarsignerVerify,
  javaHomeTrusting,
  type KeyKind,
  readWithJava,
  requireOracle,
  startTimestampServer,
  type TimestampServer,
  writePkcs12,
} from '@tacosmith/test-kit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ResolvedSignOptions } from '../build/options/options.ts'
import { verifyTaco } from '../verify/index.ts'
import { createSigner, type SignedTaco, signTaco } from './index.ts'
import { FILES, PLAIN, unsignedTaco } from './testing/unsigned-taco.ts'

const hasJdk = requireOracle('java') && requireOracle('jarsigner') && requireOracle('keytool')
const hasOpenssl = requireOracle('openssl')

let folder: string
let authority: CertificateAuthority
let tsa: TimestampServer | undefined

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tacosmith-sign-'))
  authority = await CertificateAuthority.create()
  tsa = hasOpenssl ? await startTimestampServer(authority) : undefined
})

afterAll(async () => {
  await tsa?.close()
  await rm(folder, { recursive: true, force: true })
})

function timestampFrom(url: string): ResolvedSignOptions['timestamp'] {
  return { urls: [url], timeout: 5000, retries: 0, optional: false }
}

describe('the JDK', () => {
  const KEYS: KeyKind[] = ['rsa-2048', 'rsa-3072', 'rsa-4096', 'p-256', 'p-384', 'p-521']
  const VARIANTS = KEYS.flatMap((key) => [
    { key, source: 'pem', stamped: false },
    { key, source: key.startsWith('rsa') ? 'openssl' : 'keytool', stamped: true },
  ])
  const fileOf = ({ key, source, stamped }: (typeof VARIANTS)[number]): string =>
    join(folder, `${key}-${source}-${stamped ? 'stamped' : 'plain'}.taco`)
  let javaHome: string
  const results = new Map<string, SignedTaco>()

  async function optionsFor(key: KeyKind, source: string, issued: Issued): Promise<ResolvedSignOptions> {
    const base = join(folder, key)
    if (source === 'pem') {
      await writeFile(`${base}.key`, issued.keyPem)
      // The order of the certificates must not matter.
      await writeFile(
        `${base}.pem`,
        authority.root.certificatePem + authority.intermediate.certificatePem + issued.certificatePem,
      )
      return { key: `${base}.key`, certificates: `${base}.pem`, ...PLAIN }
    }
    const certificatesPem = authority.chainPem(issued)
    // keytool 17 takes no other characters than ASCII.
    const password = source === 'keytool' ? 'pass word' : 'pass wörd'
    await writePkcs12(`${base}.p12`, {
      keyPem: issued.keyPem,
      certificatesPem,
      alias: 'Release Key',
      password,
    })
    if (source === 'keytool') await importWithKeytool([`${base}.p12`], `${base}.jdk.p12`, password)
    const keystore = source === 'keytool' ? `${base}.jdk.p12` : `${base}.p12`
    return { keystore, storePassword: password, ...PLAIN }
  }

  beforeAll(async () => {
    if (!hasJdk || !hasOpenssl) return
    javaHome = await javaHomeTrusting(join(folder, 'jdk'), [authority.root.certificatePem])
    const unsigned = await unsignedTaco()
    for (const key of KEYS) {
      const issued = await authority.issue({ key, commonName: `Signer ${key}` })
      for (const variant of VARIANTS.filter((one) => one.key === key)) {
        const { signer, alias } = await createSigner(await optionsFor(key, variant.source, issued))
        const timestamp = variant.stamped ? timestampFrom(tsa?.url ?? '') : false
        const result = await signTaco(unsigned, { signer, alias, timestamp, includeRoot: false })
        await writeFile(fileOf(variant), result.bytes)
        results.set(fileOf(variant), result)
      }
    }
  })

  describe.each(VARIANTS)('$key from $source, timestamp $stamped', (variant) => {
    test.skipIf(!hasJdk || !hasOpenssl)('jarsigner -verify -strict says verified', async () => {
      const { exit, output } = await jarsignerVerify(fileOf(variant), javaHome)
      expect(output).toContain('jar verified.')
      expect(output).not.toContain('error')
      expect(output.includes('do not include a timestamp')).toBe(!variant.stamped)
      expect(exit).toBe(0)
    })

    test.skipIf(!hasJdk || !hasOpenssl)('verifyTaco agrees', async () => {
      const result = results.get(fileOf(variant))
      const verdict = await verifyTaco(result?.bytes ?? new Uint8Array(), {
        trust: [authority.root.certificate],
      })
      expect(verdict).toMatchObject({
        status: 'verified',
        ok: true,
        jarsignerExit: 0,
        validUntil: result?.validUntil,
      })
      expect(verdict.signers[0]?.chain.map(({ subject }) => subject)).toEqual([
        `CN=Signer ${variant.key}`,
        'CN=Test Intermediate',
        'CN=Test Root',
      ])
      expect(verdict.signers[0]?.timestamp?.authority).toBe(
        variant.stamped ? 'Test Timestamp Authority' : undefined,
      )
    })
  })

  test.skipIf(!hasJdk || !hasOpenssl)('JarFile and JarInputStream see every file signed', async () => {
    const files = VARIANTS.map(fileOf)
    const entries = await readWithJava(files)
    expect(entries.filter(({ name }) => name === 'ERROR')).toEqual([])
    for (const reader of ['JarFile', 'JarInputStream']) {
      for (const variant of VARIANTS) {
        const own = entries.filter((entry) => entry.reader === reader && entry.file === fileOf(variant))
        const signed = own.filter(({ name }) => name in FILES)
        expect(signed.map(({ name }) => name).sort()).toEqual(Object.keys(FILES).sort())
        for (const entry of signed) {
          expect(entry).toMatchObject({
            signers: 1,
            timestamped: variant.stamped,
            detail: `CN=Signer ${variant.key}`,
          })
        }
      }
    }
  })
})
