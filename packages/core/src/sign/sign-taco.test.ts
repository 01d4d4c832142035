import { CertificateAuthority } from '@tacosmith/test-kit'
import { beforeAll, describe, expect, test } from 'vitest'
import { piecesOf, readArchive, wholeOf } from '../format/zip/index.ts'
import { verifyTaco } from '../verify/index.ts'
import { signTaco } from './index.ts'
import { FILES, PLAIN, signerFor, unsignedTaco } from './testing/unsigned-taco.ts'

const DAY = 24 * 60 * 60 * 1000

let authority: CertificateAuthority
beforeAll(async () => {
  authority = await CertificateAuthority.create()
})

describe('the signed file', () => {
  test('starts with manifest, signature file and block, and keeps the files packed as they were', async () => {
    const unsigned = await unsignedTaco()
    const { bytes, content } = await signTaco(unsigned, {
      signer: signerFor(await authority.issue(), authority),
      alias: 'Schlüssel 1',
      ...PLAIN,
    })
    const before = readArchive(unsigned)
    const pieces = Array.from(piecesOf(content), (piece) => Buffer.from(piece))
    expect(Buffer.concat(pieces).equals(bytes)).toBe(true)
    const after = readArchive(bytes)
    expect(after.entries.map(({ name }) => name)).toEqual([
      'META-INF/MANIFEST.MF',
      'META-INF/SCHL_SSE.SF',
      'META-INF/SCHL_SSE.EC',
      ...Object.keys(FILES),
    ])
    for (const name of Object.keys(FILES)) {
      expect(
        Buffer.compare(wholeOf(after.entry(name)!.compressed), wholeOf(before.entry(name)!.compressed)),
      ).toBe(0)
    }
  })

  test('is the same every time with an RSA key', async () => {
    const signer = signerFor(await authority.issue({ key: 'rsa-2048' }), authority)
    const unsigned = await unsignedTaco()
    const first = await signTaco(unsigned, { signer, ...PLAIN })
    const second = await signTaco(unsigned, { signer, ...PLAIN, now: new Date(Date.now() + DAY) })
    expect(Buffer.compare(first.bytes, second.bytes)).toBe(0)
  })

  test('drops an older signature and keeps what the manifest says besides', async () => {
    const manifest =
      'Manifest-Version: 1.0\r\nCreated-By: someone\r\nX-Note: kept\r\n\r\nName: manifest.xml\r\nContent-Type: text/xml\r\n\r\n'
    const unsigned = await unsignedTaco({ ...FILES, 'META-INF/MANIFEST.MF': manifest })
    const old = await signTaco(unsigned, {
      signer: signerFor(await authority.issue({ key: 'rsa-2048' }), authority),
      signatureName: 'old',
      ...PLAIN,
    })
    const { bytes } = await signTaco(old.bytes, {
      signer: signerFor(await authority.issue(), authority),
      ...PLAIN,
    })
    const archive = readArchive(bytes)
    expect(
      archive.entries.filter(({ name }) => name.startsWith('META-INF/')).map(({ name }) => name),
    ).toEqual(['META-INF/MANIFEST.MF', 'META-INF/TACO.SF', 'META-INF/TACO.EC', 'META-INF/services/x'])
    const text = Buffer.from(archive.entry('META-INF/MANIFEST.MF')!.content()).toString()
    expect(text).toMatch(
      /^Manifest-Version: 1\.0\r\nCreated-By: someone\r\nX-Note: kept\r\n\r\nName: manifest\.xml\r\nContent-Type: text\/xml\r\nSHA-256-Digest: /,
    )
    expect((await verifyTaco(bytes, { trust: [authority.root.certificate] })).status).toBe('verified')
  })

  test('holds the root only on request', async () => {
    const signer = signerFor(await authority.issue(), authority)
    const withoutRoot = await signTaco(await unsignedTaco(), { signer, ...PLAIN })
    const withRoot = await signTaco(await unsignedTaco(), { signer, timestamp: false, includeRoot: true })
    const holdsRoot = (bytes: Uint8Array): boolean =>
      Buffer.from(readArchive(bytes).entry('META-INF/TACO.EC')!.content()).includes(
        Buffer.from(authority.root.certificate),
      )
    expect([holdsRoot(withoutRoot.bytes), holdsRoot(withRoot.bytes)]).toEqual([false, true])
  })

  test('names the day on which a signature without timestamp ends', async () => {
    const signer = signerFor(await authority.issue({ notAfter: new Date('2031-05-06T07:08:09Z') }), authority)
    const { warnings, validUntil } = await signTaco(await unsignedTaco(), {
      signer,
      ...PLAIN,
      now: new Date('2030-01-01'),
    })
    expect(validUntil).toBe('2031-05-06')
    expect(warnings).toMatchObject([
      { rule: 'taco-no-timestamp', severity: 'warning', message: expect.stringContaining('2031-05-06') },
    ])
  })
})
