import { createHash } from 'node:crypto'
import { type JarSigner, readBlockCertificates, readSigner, signedDataFields } from '../cms/jar-block.ts'
import { BLOCK_DIGESTS } from '../cms/jar-block-algorithms.ts'
import { damaged, JarBlockProblem, refused } from '../cms/jar-block-problem.ts'
import {
  algorithmSequence,
  expectTag,
  integerOf,
  objectIdentifierOf,
  partsOf,
  readable,
  TAG,
} from '../cms/jar-block-values.ts'
import { type VerifiedJarSignature, verifyJarBlock } from '../cms/jar-signature.ts'
import { type BerElement, berOctets, berParts, encodeBerElement, readBerElement } from '../der/ber-element.ts'
import { readTime } from '../der/element-values.ts'
import { LazyElement } from '../der/lazy-element.ts'
import { toDer } from '../der/to-der.ts'
import { type Certificate, commonName } from '../x509/certificate.ts'
import { buildChain } from '../x509/chain.ts'
import { checkRevocationLists } from './revocation-lists.ts'
import { timestampOddities } from './timestamp-oddities.ts'
import type { Timestamp } from './timestamp-token.ts'

export const TST_INFO_TYPE = '1.2.840.113549.1.9.16.1.4'
const SHAKE_OIDS: ReadonlySet<string> = new Set(
  ['11', '12', '17', '18'].map((last) => `2.16.840.1.101.3.4.2.${last}`),
)
/** Since the first day of 2019, JDKs heed no SHA-1 in signatures. */
const SHA1_END = new Date('2019-01-01T00:00:00Z')
const LARGEST_INT = 2n ** 31n

/**
 * Reads a timestamp token as Java does, and checks what Java checks while it reads: the signature, and that these bytes are
 * stamped. Whether the authority is trusted is another question.
 *
 * @param stamped the signature value of a SignerInfo
 * @throws JarBlockProblem saying what is wrong, and what Java does about it
 */
export function readTimestampAsJava(token: Uint8Array, stamped: Uint8Array): Timestamp {
  const { element } = readable(() => readBerElement(token), 'the token')
  const { content, certificates, signers } = readToken(element)
  const { signer, verified } = verifiedSigner(signers, certificates, content)
  if (signers.some(({ attributes }) => attributes === undefined))
    refused(
      'timestamp-form',
      'it has a signature without signed attributes, which some releases of Java refuse',
    )
  const info = readInfo(content)
  if (!isDer(content)) refused('timestamp-form', 'its TSTInfo is not DER')
  checkImprint(info, stamped)
  checkDigests([verified.digest, BLOCK_DIGESTS[info.imprintOid]?.name], info.time)
  const { certificate } = verified
  const named = timestampOddities(signer, certificate, info.time)
  return {
    token,
    time: info.time,
    authority: commonName(certificate.subject),
    algorithm: verified.algorithm,
    notAfter: certificate.notAfter,
    chain: buildChain(certificate, certificates, info.time),
    certificates,
    nonce: info.nonce,
    namingProblem: named.problem,
    oddities: named.oddities,
  }
}

/** SHA-1 counts in an old timestamp, MD5 in none. */
function checkDigests(names: readonly (string | undefined)[], time: Date): void {
  const isBroken = names.some((name) => name?.startsWith('MD'))
  const isOld = names.includes('SHA-1') && time >= SHA1_END
  if (isBroken || isOld)
    throw new JarBlockProblem('weak', 'it uses SHA-1 or an older digest, which Java does not accept')
}

interface TokenParts {
  content: Uint8Array
  certificates: Certificate[]
  signers: JarSigner[]
}

function readToken(element: BerElement): TokenParts {
  const { parts, error } = signedDataFields(element)
  const [version, algorithms, encapsulated, ...rest] = parts
  integerOf(version, 'the version')
  for (const one of partsOf(algorithms, TAG.set, 'digestAlgorithms'))
    algorithmSequence(one, 'digestAlgorithms')
  const content = readContent(encapsulated)
  // JDK 17 does not read the token then, JDK 25 does.
  if (rest.some(({ tag }) => tag === TAG.primitive0 || tag === TAG.primitive1))
    refused('timestamp-form', 'its certificates or revocation lists have a primitive tag')
  const certificates = rest[0]?.tag === TAG.context0 ? readBlockCertificates(rest.shift(), () => {}) : []
  if (rest[0]?.tag === TAG.context1) checkRevocationLists(rest.shift() as BerElement)
  if (error !== undefined) refused('timestamp-form', 'bytes follow its signature')
  const signers = partsOf(rest[0], TAG.set, 'signerInfos').map((info) => readSigner(info, []))
  // Java reads it too, and holds its digests against the signature.
  if (signers.some((signer) => signer.token !== undefined))
    refused('timestamp-form', 'it carries a timestamp of its own')
  return { content, certificates, signers }
}

function readContent(element: BerElement | undefined): Uint8Array {
  const [type, wrapped, ...others] = partsOf(element, TAG.sequence, 'encapContentInfo')
  const oid = objectIdentifierOf(type, 'the content type')
  const parts = wrapped === undefined ? [] : readable(() => berParts(wrapped), 'eContent')
  const [content, ...more] = parts
  if (others.length > 0 || more.length > 0) return damaged('its content is not one element')
  if (oid !== TST_INFO_TYPE) return refused('timestamp-form', `its content type is not TSTInfo (${oid})`)
  // Java ends with an internal error.
  if (content === undefined) return refused('timestamp-form', 'it holds no time')
  return readable(() => berOctets(content), 'eContent')
}

/** What Java makes of faults in one of several signatures depends on their order, and on the JDK. */
function verifiedSigner(
  ...[signers, certificates, content]: Parameters<typeof firstVerified>
): ReturnType<typeof firstVerified> {
  try {
    return firstVerified(signers, certificates, content)
  } catch (error) {
    const isOneOfSeveral =
      error instanceof JarBlockProblem && error.effect !== 'refused' && signers.length > 1
    if (isOneOfSeveral) refused('timestamp-form', `one of its signatures is not valid: ${error.message}`)
    throw error
  }
}

/** Java takes the first signature that holds, and passes over those that do not. */
function firstVerified(
  signers: readonly JarSigner[],
  certificates: Certificate[],
  content: Uint8Array,
): { signer: JarSigner; verified: VerifiedJarSignature } {
  let problem = 'it has no signature'
  let isClear = true
  const good: { signer: JarSigner; verified: VerifiedJarSignature }[] = []
  for (const signer of signers) {
    try {
      good.push({ signer, verified: verifyJarBlock({ certificates, signer }, content, TST_INFO_TYPE) })
    } catch (error) {
      if (!(error instanceof JarBlockProblem)) throw error
      if (!['failure', 'unclear'].includes(error.effect)) throw error
      isClear &&= error.effect === 'failure'
      problem = error.message
    }
  }
  if (good.length > 0 && !isClear) refused('timestamp-form', `one of its signatures is not valid: ${problem}`)
  return good[0] ?? damaged(`its signature is not valid: ${problem}`)
}

interface TimestampInfo {
  imprintOid: string
  imprint: Uint8Array
  time: Date
  nonce: bigint | undefined
}

function readInfo(content: Uint8Array): TimestampInfo {
  const { element, size } = readable(() => readBerElement(content), 'its TSTInfo')
  if (size < content.length) damaged('bytes follow its TSTInfo')
  const fields = readable(() => readFields(expectTag(element, TAG.sequence, 'its TSTInfo')), 'its TSTInfo')
  const [version, policy, messageImprint, serial, time, ...optional] = fields
  const number = integerOf(version, 'its version')
  if (number >= LARGEST_INT || number < -LARGEST_INT) damaged('its version is too large')
  objectIdentifierOf(policy, 'its policy')
  const [algorithm, imprint] = messageImprint === undefined ? [] : imprintParts(messageImprint)
  integerOf(serial, 'its serial number')
  const nonce = optional.find(({ tag }) => tag === TAG.integer)
  return {
    imprintOid: algorithmSequence(algorithm, 'the digest of its imprint').oid,
    imprint: expectTag(imprint, TAG.octetString, 'its imprint').content,
    time: readGeneralizedTime(time),
    nonce: nonce && integerOf(nonce, 'its nonce'),
  }
}

/** Java reads no more than the digest and its value. */
function imprintParts(element: BerElement): BerElement[] {
  try {
    return berParts(element)
  } catch (cause) {
    return refused('timestamp-form', `its imprint cannot be read to its end (${(cause as Error).message})`)
  }
}

const REQUIRED_FIELDS = 5

/** Java stops at the nonce. */
function readFields({ content }: BerElement): BerElement[] {
  const fields: BerElement[] = []
  for (let rest = content; rest.length > 0; ) {
    const { element, size } = readBerElement(rest)
    fields.push(element)
    if (fields.length > REQUIRED_FIELDS && element.tag === TAG.integer) break
    rest = rest.subarray(size)
  }
  return fields
}

function isDer(content: Uint8Array): boolean {
  try {
    return Buffer.compare(toDer(content), content) === 0
  } catch {
    return false
  }
}

/** UTCTime, which some authorities write, is none. */
function readGeneralizedTime(element: BerElement | undefined): Date {
  const time = expectTag(element, TAG.generalizedTime, 'its time')
  return readable(() => readTime(LazyElement.read(encodeBerElement(time))), 'its time')
}

function checkImprint({ imprintOid, imprint }: TimestampInfo, stamped: Uint8Array): void {
  if (SHAKE_OIDS.has(imprintOid))
    refused('timestamp-form', `it stamps a digest that is not supported (${imprintOid})`)
  const { hash = '' } = BLOCK_DIGESTS[imprintOid] ?? {}
  if (hash === '') damaged(`it stamps a digest that Java does not know (${imprintOid})`)
  if (Buffer.compare(imprint, createHash(hash).update(stamped).digest()) !== 0)
    damaged('it stamps other bytes than this signature')
}
