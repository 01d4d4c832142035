import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  CertificateAuthority,
  type Issued,
  jarsignerVerify,
  javaHomeTrusting,
  KEY_USAGE,
  requireOracle,
  startTimestampServer,
  type TimestampServer,
  type TimestampServerMode,
} from '@tacosmith/test-kit'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { writeArchive } from '../format/zip/index.ts'
import { requestTimestamp } from '../keys/index.ts'
import { newTimestampProblem } from '../keys/timestamp-authority.ts'
import { verifyTaco } from '../verify/index.ts'
import { type SignedTaco, signTaco, timestampTaco } from './index.ts'
import { keySigner } from './key-signer.ts'

const DAY = 24 * 60 * 60 * 1000
const hasOpenssl = requireOracle('openssl')
const hasJdk = requireOracle('jarsigner')
const unsigned = writeArchive([{ name: 'manifest.xml', content: Buffer.from('<connector-plugin/>') }])
const servers: TimestampServer[] = []

let folder: string
let authority: CertificateAuthority
let javaHome: string | undefined

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tacosmith-judged-'))
  authority = await CertificateAuthority.create()
  if (hasJdk) javaHome = await javaHomeTrusting(join(folder, 'jdk'), [authority.root.certificatePem])
})
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})
afterAll(async () => await rm(folder, { recursive: true, force: true }))

interface Stamping {
  mode?: TimestampServerMode
  signer?: Issued
  /** Whose certificate goes into the token beside the authority's own. Default: the usual intermediate. */
  issuer?: Issued
}

async function urlOf({ mode, signer, issuer = authority.intermediate }: Stamping): Promise<string> {
  const shown: CertificateAuthority = Object.assign(Object.create(authority), { intermediate: issuer })
  const server = await startTimestampServer(shown, mode, signer)
  servers.push(server)
  return server.url
}

async function signStamped(stamping: Stamping): Promise<SignedTaco> {
  const { privateKey, certificate } = await authority.issue()
  const signer = keySigner(privateKey, [certificate, authority.intermediate.certificate])
  const timestamp = { urls: [await urlOf(stamping)], timeout: 5000, retries: 0, optional: false }
  return await signTaco(unsigned, { signer, timestamp, includeRoot: false })
}

/** Whether the JDK and we agree, and what it says. */
async function exitOf(bytes: Uint8Array): Promise<number> {
  const { jarsignerExit = -1 } = await verifyTaco(bytes, { trust: [authority.root.certificate] })
  if (javaHome === undefined) return jarsignerExit ?? -1
  const file = join(folder, 'judged.taco')
  await writeFile(file, bytes)
  const { exit, output } = await jarsignerVerify(file, javaHome)
  expect(output).toContain('jar verified')
  expect(exit).toBe(jarsignerExit)
  return exit
}

describe.skipIf(!hasOpenssl)('a timestamp that was just made', () => {
  test('in BER is written into the file as DER', async () => {
    const result = await signStamped({ mode: 'ber' })
    expect(result.warnings).toEqual([])
    expect(result.timestamp?.authority).toBe('Test Timestamp Authority')
    expect(await exitOf(result.bytes)).toBe(0)
  })

  test('in BER is added to a signature that has none', async () => {
    const { privateKey, certificate } = await authority.issue({ key: 'rsa-2048' })
    const signer = keySigner(privateKey, [certificate, authority.intermediate.certificate])
    const { bytes } = await signTaco(unsigned, { signer, timestamp: false, includeRoot: false })
    const urls = [await urlOf({ mode: 'ber' })]
    const stamped = await timestampTaco(bytes, { urls, timeout: 5000, retries: 0, optional: false })
    expect(await exitOf(stamped.bytes)).toBe(0)
  })

  test('without the certificate of its issuer gets a warning, and the JDK says why', async () => {
    const signer = await authority.issueForTimestamps({ notAfter: new Date(Date.now() + 300 * DAY) })
    const result = await signStamped({ signer, issuer: signer })
    expect(result.warnings).toMatchObject([
      { rule: 'taco-timestamp-untrusted', message: expect.stringContaining('"Test Intermediate"') },
    ])
    expect(await exitOf(result.bytes)).toBe(64)

    const issued = await authority.issue()
    const own = keySigner(issued.privateKey, [issued.certificate, authority.intermediate.certificate])
    const plain = await signTaco(unsigned, { signer: own, timestamp: false, includeRoot: false })
    const urls = [await urlOf({ signer, issuer: signer })]
    const stamped = await timestampTaco(plain.bytes, { urls, timeout: 5000, retries: 0, optional: false })
    expect(stamped.warnings.map(({ rule }) => rule)).toEqual(['taco-timestamp-untrusted'])
  })

  test('lasts no longer than the first certificate of its authority', async () => {
    const notAfter = new Date(Date.now() + 900 * DAY)
    const issuer = await authority.issue({
      ...{ issuer: authority.root, authority: true, commonName: 'Short-lived', notAfter },
      ...{ keyUsage: KEY_USAGE.certificates, extendedKeyUsage: false },
    })
    const { validUntil } = await signStamped({
      signer: await authority.issueForTimestamps({ issuer }),
      issuer,
    })
    expect(validUntil).toBe(notAfter.toISOString().slice(0, 10))
  })

  test('by an authority below one that may not issue certificates is refused', async () => {
    const issuer = await authority.issue({ issuer: authority.root, commonName: 'No authority' })
    const signer = await authority.issueForTimestamps({ issuer })
    await expect(signStamped({ signer, issuer })).rejects.toMatchObject({
      code: 'timestamp',
      message: expect.stringContaining('No authority'),
    })
  })

  test.each([-3, 3])('that is %i days off is refused', async (days) => {
    const options = { urls: [await urlOf({})], timeout: 5000, retries: 0 }
    const timestamp = await requestTimestamp(Buffer.from('a signature'), options)
    expect(newTimestampProblem(timestamp, new Date())).toBeUndefined()
    expect(newTimestampProblem(timestamp, new Date(Date.now() + days * DAY))).toMatch(
      /3 days off from the clock of this machine/,
    )
  })
})
