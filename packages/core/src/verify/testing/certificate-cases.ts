import { EXTENDED_KEY_USAGE, type IssueOptions, issueSelfSigned, KEY_USAGE } from '@tacosmith/test-kit'
import type { BlockOptions } from './hand-made-signature.ts'
import { type Case, inDays, type Workshop } from './workshop.ts'

/** The rows on certificates and dates. */
export async function certificateCases(shop: Workshop): Promise<Case[]> {
  const row = (name: string, exit: number, status: string, bytes: Uint8Array): Case => ({
    ...{ name, kind: 'row', exit, status, bytes },
  })
  const expired = { notBefore: inDays(-400), notAfter: inDays(-100) }
  const stampedAt = (days: number, tsa: IssueOptions = {}): Promise<Partial<BlockOptions>> =>
    shop.authority
      .issueForTimestamps({ notBefore: inDays(-500), ...tsa })
      .then((signer) => ({ token: shop.token({ time: inDays(days), signer }) }))
  const selfSigned = await issueSelfSigned({ commonName: 'Self' })
  const unknown = await shop.other.issue()
  const unknownChain = [unknown.certificate, shop.other.intermediate.certificate]
  const sha1Intermediate = await shop.authority.issue({
    ...{ issuer: shop.authority.root, authority: true, keyUsage: KEY_USAGE.certificates },
    ...{ extendedKeyUsage: false, signatureDigest: 'SHA-1', commonName: 'SHA-1 Intermediate' },
  })
  const belowSha1 = await shop.authority.issue({ issuer: sha1Intermediate })
  const oldIntermediate = await shop.authority.issue({
    ...{ issuer: shop.authority.root, authority: true, keyUsage: KEY_USAGE.certificates },
    ...{ extendedKeyUsage: false, ...expired, commonName: 'Old Intermediate' },
  })
  const belowOld = await shop.authority.issue({ issuer: oldIntermediate, notBefore: inDays(-300) })
  const belowOldChain = [belowOld.certificate, oldIntermediate.certificate]
  const notAuthority = await shop.authority.issue({ commonName: 'No Authority' })
  const belowNone = await shop.authority.issue({ issuer: notAuthority })
  const limited = await shop.authority.issue({
    ...{ issuer: shop.authority.root, authority: true, keyUsage: KEY_USAGE.certificates, pathLength: 0 },
    ...{ extendedKeyUsage: false, commonName: 'Limited' },
  })
  const belowLimit = await shop.authority.issue({
    ...{ issuer: limited, authority: true, keyUsage: KEY_USAGE.certificates, commonName: 'Too Deep' },
    extendedKeyUsage: false,
  })
  const tooDeep = await shop.authority.issue({ issuer: belowLimit })
  const wrongUsage = await shop.authority.issue({
    ...{ issuer: shop.authority.root, authority: true, keyUsage: KEY_USAGE.digitalSignature },
    ...{ extendedKeyUsage: false, commonName: 'May Not Issue' },
  })
  const belowWrongUsage = await shop.authority.issue({ issuer: wrongUsage })
  const twin = await shop.authority.issue({
    ...{ issuer: shop.authority.root, authority: true, keyUsage: KEY_USAGE.certificates },
    ...{ extendedKeyUsage: false, commonName: 'Test Intermediate' },
  })
  const leaf = shop.signer.certificate
  return [
    row('good and timestamped', 0, 'verified', shop.file({ token: shop.token() })),
    row('without a timestamp', 0, 'verified', shop.file()),
    row(
      'without a timestamp, three months left',
      0,
      'verified',
      await shop.certified({ notAfter: inDays(90) }),
    ),
    row('expired, stamped while valid', 0, 'verified', await shop.certified(expired, await stampedAt(-200))),
    row('expired, not stamped', 4, 'expired', await shop.certified(expired)),
    row('expired, stamped after', 4, 'expired', await shop.certified(expired, await stampedAt(-50))),
    row(
      'expired, stamped before it was valid',
      4,
      'not-yet-valid',
      await shop.certified(expired, await stampedAt(-450)),
    ),
    row('not yet valid', 4, 'not-yet-valid', await shop.certified({ notBefore: inDays(10) })),
    row(
      'not yet valid, stamped',
      4,
      'not-yet-valid',
      await shop.certified({ notBefore: inDays(10) }, { token: shop.token() }),
    ),
    row(
      'signer and authority expired',
      4,
      'expired',
      await shop.certified(expired, await stampedAt(-200, { notAfter: inDays(-50) })),
    ),
    row(
      'only the authority expired',
      0,
      'verified',
      shop.file(await stampedAt(-0.5, { notAfter: inDays(-0.2) })),
    ),
    row(
      'the authority ends within a year',
      0,
      'verified',
      shop.file(await stampedAt(0, { notAfter: inDays(100) })),
    ),
    row(
      'self-signed',
      4,
      'untrusted',
      shop.file({ signer: selfSigned, certificates: [selfSigned.certificate] }),
    ),
    row('unknown root', 4, 'untrusted', shop.file({ signer: unknown, certificates: unknownChain })),
    row(
      'unknown root, root embedded',
      4,
      'untrusted',
      shop.file({ signer: unknown, certificates: [...unknownChain, shop.other.root.certificate] }),
    ),
    row('without its intermediate', 4, 'untrusted', shop.file({ certificates: [leaf] })),
    row(
      'root embedded',
      0,
      'verified',
      shop.file({ certificates: [leaf, ...shop.chain, shop.authority.root.certificate] }),
    ),
    row(
      'chain in another order',
      0,
      'verified',
      shop.file({ certificates: [shop.authority.root.certificate, ...shop.chain, leaf] }),
    ),
    row('SHA-1 certificate', 4, 'weak', await shop.certified({ signatureDigest: 'SHA-1' })),
    row(
      'SHA-1 intermediate',
      4,
      'weak',
      shop.file({ signer: belowSha1, certificates: [belowSha1.certificate, sha1Intermediate.certificate] }),
    ),
    row(
      'keyUsage nonRepudiation only',
      4,
      'bad-key-usage',
      await shop.certified({ keyUsage: KEY_USAGE.nonRepudiation }),
    ),
    row(
      'keyUsage digitalSignature and nonRepudiation',
      0,
      'verified',
      await shop.certified({ keyUsage: 0xc0 }),
    ),
    row(
      'extendedKeyUsage serverAuth',
      8,
      'bad-key-usage',
      await shop.certified({ extendedKeyUsage: EXTENDED_KEY_USAGE.serverAuthentication }),
    ),
    row('extendedKeyUsage absent', 0, 'verified', await shop.certified({ extendedKeyUsage: false })),
    row('extendedKeyUsage any', 0, 'verified', await shop.certified({ extendedKeyUsage: '2.5.29.37.0' })),
    row(
      'keyUsage keyEncipherment',
      16,
      'unsigned',
      await shop.certified({ keyUsage: KEY_USAGE.keyEncipherment }),
    ),
    row(
      'no usages at all',
      0,
      'verified',
      await shop.certified({ keyUsage: false, extendedKeyUsage: false }),
    ),
    row('RSA-1024', 0, 'verified', await shop.certified({ key: 'rsa-1024' })),
    row('RSA-512', 16, 'weak', await shop.certified({ key: 'rsa-512' })),
    row('RSA-3072', 0, 'verified', await shop.certified({ key: 'rsa-3072' })),
    row('P-384', 0, 'verified', await shop.certified({ key: 'p-384' })),
    row('expired intermediate', 4, 'expired', shop.file({ signer: belowOld, certificates: belowOldChain })),
    {
      name: 'expired intermediate, stamped while valid',
      kind: 'row',
      bytes: shop.file({ signer: belowOld, certificates: belowOldChain, ...(await stampedAt(-200)) }),
    },
    row(
      'issued by no authority',
      4,
      'untrusted',
      shop.file({
        signer: belowNone,
        certificates: [belowNone.certificate, notAuthority.certificate, ...shop.chain],
      }),
    ),
    row(
      'too many authorities',
      4,
      'untrusted',
      shop.file({
        signer: tooDeep,
        certificates: [tooDeep.certificate, belowLimit.certificate, limited.certificate],
      }),
    ),
    row(
      'an authority that may not issue',
      4,
      'untrusted',
      shop.file({
        signer: belowWrongUsage,
        certificates: [belowWrongUsage.certificate, wrongUsage.certificate],
      }),
    ),
    row(
      'an unknown critical extension',
      16,
      'unsigned',
      await shop.certified({ unknownCriticalExtension: true }),
    ),
    row(
      'another authority of the same name first',
      4,
      'untrusted',
      shop.file({ certificates: [leaf, twin.certificate, ...shop.chain] }),
    ),
    row(
      'another authority of the same name last',
      0,
      'verified',
      shop.file({ certificates: [leaf, ...shop.chain, twin.certificate] }),
    ),
  ]
}
