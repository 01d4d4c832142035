import { X509Certificate } from 'node:crypto'
import { readCertificateFile, TacosmithError } from '@tacosmith/core/signer'
import type { TokenCertificate, TokenKey } from './token.ts'
import { listObjects } from './token-choice.ts'

/** What {@link chooseCertificates} looks at. */
export interface CertificateSources {
  key: TokenKey
  onToken: readonly TokenCertificate[]
  /** The path of the chain file. */
  file: string | undefined
  /** Names the token in messages. */
  where: string
}

/**
 * The signer's certificate, then those of its issuers that the token or the chain file holds.
 *
 * Whether the certificate belongs to the key shows when the first signature is checked against it.
 *
 * @throws TacosmithError `certificate` when there is none for the key, `keystore` when the chain file cannot be read.
 */
export async function chooseCertificates(sources: CertificateSources): Promise<Uint8Array[]> {
  const given = sources.file === undefined ? [] : (await readCertificateFile(sources.file)).map(toX509)
  const onToken = sources.onToken.map(({ der }) => toX509(der))
  const leaf = findLeaf(sources, given)
  // A token may hold the chains of other keys too; what the file holds was given for this key.
  const issuers = [...given, ...issuersOf(leaf, onToken)]
  const chain = new Map([leaf, ...issuers].map((one) => [one.fingerprint256, one]))
  return [...chain.values()].map(({ raw }) => raw)
}

function findLeaf(
  { key, onToken, where }: CertificateSources,
  given: readonly X509Certificate[],
): X509Certificate {
  const byId = onToken.filter(({ id }) => id !== '' && id === key.id)
  // Labels are free text, and an issuer may bear the same.
  const byLabel = onToken.filter(({ label, der }) => label !== '' && label === key.label && !toX509(der).ca)
  const named = byId.length > 0 ? byId : byLabel
  const ownKey = named.map(({ der }) => toX509(der))[0]?.publicKey
  if (ownKey !== undefined) {
    // A renewed certificate for the same key may lie in the file, or beside the old one on the token.
    const all = [...given, ...onToken.map(({ der }) => toX509(der))]
    const newest = newestValid(all.filter(({ publicKey }) => publicKey.equals(ownKey)))
    if (newest !== undefined) return newest
  }
  const fromFile = newestValid(given.filter(({ ca }) => !ca))
  if (fromFile !== undefined) return fromFile
  throw new TacosmithError(
    'certificate',
    `${where} contains no certificate for the key ${listObjects([key])}`,
    {
      help: 'Write the certificate to the token with the ID of the key, or give a file that contains it as "certificates". If there is none yet, "tacosmith cert request" makes the request for one.',
    },
  )
}

function newestValid(certificates: readonly X509Certificate[]): X509Certificate | undefined {
  const now = Date.now()
  const end = ({ validTo }: X509Certificate): number => Date.parse(validTo)
  const newestFirst = certificates.toSorted((a, b) => end(b) - end(a))
  return newestFirst.find((one) => Date.parse(one.validFrom) <= now && now <= end(one)) ?? newestFirst[0]
}

function issuersOf(leaf: X509Certificate, candidates: readonly X509Certificate[]): X509Certificate[] {
  const chain = [leaf]
  for (const current of chain) {
    const issuers = candidates.filter(
      (candidate) => !chain.includes(candidate) && candidate.ca && current.checkIssued(candidate),
    )
    chain.push(...issuers)
  }
  return chain.slice(1)
}

function toX509(der: Uint8Array): X509Certificate {
  try {
    return new X509Certificate(der)
  } catch (cause) {
    throw new TacosmithError('certificate', 'the token contains a certificate that cannot be read', {
      help: 'Write the certificate to the token again, DER-encoded.',
      cause,
    })
  }
}
