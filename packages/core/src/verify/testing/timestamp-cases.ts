import { expiredAuthorityCases } from './expired-authority-cases.ts'
import { attribute } from './hand-made-signature.ts'
import { type Case, inDays, type Workshop } from './workshop.ts'

/** The rows on timestamps. */
export async function timestampCases(shop: Workshop): Promise<Case[]> {
  const { authority, other } = shop
  const row = (name: string, exit: number, token: (signature: Uint8Array) => Uint8Array): Case => ({
    ...{ name, kind: 'row', exit, bytes: shop.file({ token }) },
  })
  const bad = (name: string, token: (signature: Uint8Array) => Uint8Array): Case => ({
    ...{ name, kind: 'bad', bytes: shop.file({ token }) },
  })
  const unknown = await other.issueForTimestamps()
  const forCode = await authority.issue({ key: 'rsa-2048' })
  const uncritical = await authority.issueForTimestamps({ extendedKeyUsageCritical: false })
  const sha1 = await authority.issueForTimestamps({ signatureDigest: 'SHA-1' })
  const good = shop.token()
  return [
    ...expiredAuthorityCases(shop),
    row(
      'authority untrusted',
      64,
      shop.token({ signer: unknown, certificates: [unknown.certificate, other.intermediate.certificate] }),
    ),
    row('chain of the authority incomplete', 64, shop.token({ certificates: [shop.tsa.certificate] })),
    row('authority without timeStamping usage', 64, shop.token({ signer: forCode })),
    row('token without certificates', 16, shop.token({ certificates: [] })),
    row('SHA-1 imprint', 16, shop.token({ imprintDigest: 'sha1' })),
    row('SHA-1 signature of the token', 16, shop.token({ digest: 'sha1' })),
    row('SHA-384 signature of the token', 0, shop.token({ digest: 'sha384' })),
    row('token over other bytes', 16, shop.token({ imprintOf: Buffer.from('other') })),
    row('timeStamping usage not critical', 0, shop.token({ signer: uncritical })),
    bad('SHA-1 certificate of the authority', shop.token({ signer: sha1 })),
    {
      name: 'token that names another certificate (ESSCertID)',
      kind: 'lenient',
      bytes: shop.file({ token: shop.token({ names: forCode.certificate }) }),
    },
    bad('time before the certificate of the authority', shop.token({ time: inDays(-30) })),
    row('time in the future', 0, shop.token({ time: inDays(30) })),
    bad('token cut short', (signature) => good(signature).subarray(0, -20)),
    bad('token that is none', () => attribute('1.2.3', Buffer.from([5, 0]))),
    {
      name: 'two tokens',
      kind: 'bad',
      bytes: shop.file({
        token: good,
        unsigned: [attribute('1.2.840.113549.1.9.16.2.14', good(Buffer.from('x')))],
      }),
    },
  ]
}
