import type { KeyObject } from 'node:crypto'
import { TacosmithError } from '../errors.ts'
import type { Certificate } from '../format/x509/certificate.ts'
import { buildChain, missingIssuerHelp, refuseBrokenChain } from '../format/x509/chain.ts'
import { readCertificates } from './certificate-file.ts'
import { checkDates, checkIssuersSignature, checkUsage, refuseAuthority } from './certificate-preflight.ts'
import { readKeystoreFile } from './keystore-file.ts'

/** An authority's answer, and the key that it has to be for. */
export interface AnswerToCheck {
  /** Files (PEM, DER, .p7b) with the certificate and its issuers, in any order. */
  files: readonly string[]
  publicKey: KeyObject
  /** Where the key is, in messages: `release.p12`. */
  where: string
  now: Date
  /** Issuers that are known already: an answer often is the certificate alone. */
  known?: readonly Certificate[]
}

/** An answer that is good to sign with. */
export interface CheckedAnswer {
  certificate: Certificate
  /** From the one that issued the certificate upwards, the root too where it was given. */
  issuers: Certificate[]
  /** The name of the issuer that the chain ends below; undefined when it reaches its root. */
  missingIssuer: string | undefined
  /** How to add that issuer. */
  help: string | undefined
}

/**
 * Finds the certificate for a key in an authority's answer, and checks that it can sign code today.
 *
 * @throws TacosmithError `keystore` when a file cannot be read, `certificate` when none of the certificates belongs to the
 * key, it cannot sign code, or its chain has a hole.
 */
export async function checkAnswer({
  files,
  publicKey,
  where,
  now,
  known = [],
}: AnswerToCheck): Promise<CheckedAnswer> {
  const given = await readAll(files)
  const certificate = given
    .filter((one) => one.publicKey.equals(publicKey))
    .toSorted((a, b) => b.notAfter.getTime() - a.notAfter.getTime())[0]
  if (certificate === undefined) throw belongsToAnotherKey(given, where)
  refuseAuthority(certificate)
  checkUsage(certificate)
  const chain = buildChain(certificate, [...given, ...known])
  for (const one of [certificate, ...chain.intermediates]) {
    checkDates(one, now)
    checkIssuersSignature(one)
  }
  // What the keystore holds of another authority makes no hole.
  refuseBrokenChain(chain, given)
  const issuers = [...chain.intermediates, ...(chain.root === undefined ? [] : [chain.root])]
  return {
    certificate,
    issuers: issuers.filter((one) => one !== certificate),
    missingIssuer: chain.missingIssuer,
    help: chain.missingIssuer === undefined ? undefined : missingIssuerHelp(chain, undefined),
  }
}

async function readAll(paths: readonly string[]): Promise<Certificate[]> {
  const found: Certificate[] = []
  for (const path of paths) {
    found.push(...readCertificates(await readKeystoreFile(path, 'certificates', 'the answer'), path))
  }
  return found
}

function belongsToAnotherKey(given: readonly Certificate[], where: string): TacosmithError {
  const subjects = given.map(({ subject }) => `"${subject}"`).join(', ') || 'none'
  return new TacosmithError(
    'certificate',
    `no certificate belongs to the key in ${where}; found: ${subjects}`,
    {
      help: 'Give the certificate that was issued for this key; nothing was changed.',
    },
  )
}
