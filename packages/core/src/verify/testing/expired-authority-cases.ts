import { plus } from './entry-edits.ts'
import {
  extendedKeyUsage,
  generalizedTime,
  keyUsage,
  toIssued,
  utcTime,
} from './generator/certificate-maker.ts'
import { authority, type Cooked, signer, stamper, trustedRoot } from './generator/recipe.ts'
import { tokenOf } from './generator/token-recipe.ts'
import { type Case, inDays, type Workshop } from './workshop.ts'
import { type ZipEntry, zipFile } from './zip-file.ts'

const SERVER_AUTHENTICATION = '1.3.6.1.5.5.7.3.1'

/** Cases in which jarsigner mixes what it finds about several signers, and about an authority that has expired. */
export function expiredAuthorityCases(shop: Workshop): Case[] {
  const root = trustedRoot(shop)
  const stampedBy = (stamp: Cooked): ((signature: Uint8Array) => Uint8Array) =>
    tokenOf({ authority: stamp, time: generalizedTime(inDays(-30)) })
  const expired = stampedBy(stamper(root, { parts: { notAfter: utcTime(inDays(-1)) } }))
  const unknown = stampedBy(stamper(authority()))
  const former = signer(root, { parts: { notBefore: utcTime(inDays(-800)), notAfter: utcTime(inDays(-10)) } })
  const forServers = signer(root, { extensions: [extendedKeyUsage(SERVER_AUTHENTICATION)] })
  const undeniable = signer(root, { extensions: [keyUsage(0x40)] })
  const entries = (
    { certificate, key }: Cooked,
    token?: (signature: Uint8Array) => Uint8Array,
    name = 'T',
  ): ZipEntry[] =>
    shop.entries(
      {
        signer: toIssued(certificate, key.privateKey, key.publicKey),
        certificates: [certificate],
        ...(token && { token }),
      },
      {},
      name,
    )
  const row = (name: string, exit: number, status: string, ...signers: ZipEntry[][]): Case => {
    const [first = [], ...others] = signers
    const bytes = zipFile(plus(...others.flatMap((other) => other.slice(1, 3)))(first))
    return { name, kind: 'row', exit, status, bytes }
  }
  const stale = entries(signer(root), expired)
  const unsigned: ZipEntry = { name: 'b.js', content: 'x' }
  return [
    row(
      'an expired authority, beside an expired signer with a good timestamp',
      ...([4, 'expired'] as const),
      stale,
      entries(former, stampedBy(stamper(root)), 'B'),
    ),
    row(
      'an expired authority, beside a signer for servers',
      12,
      'bad-key-usage',
      stale,
      entries(forServers, undefined, 'B'),
    ),
    row(
      'an expired authority, beside an unknown one',
      68,
      'untrusted',
      stale,
      entries(signer(root), unknown, 'B'),
    ),
    {
      ...row('an expired authority and an unsigned entry', 20, 'partially-signed', stale),
      bytes: zipFile(plus(unsigned)(stale)),
    },
    {
      ...row(
        'a signer for servers, beside one that may sign what cannot be denied',
        8,
        'bad-key-usage',
        entries(forServers),
        entries(undeniable, undefined, 'B'),
      ),
      kind: 'bad',
    },
  ]
}
