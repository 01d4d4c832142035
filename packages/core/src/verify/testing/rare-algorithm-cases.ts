import { type KeyObject, sign } from 'node:crypto'
import { element, NULL, objectIdentifier, octetString, sequence } from '../../format/der/der-writer.ts'
import { LazyElement } from '../../format/der/lazy-element.ts'
import { basicConstraints, signCertificate } from './generator/certificate-maker.ts'
import { ringKey } from './generator/key-ring.ts'
import {
  authority,
  type Cooked,
  type RecipeOptions,
  signedBy,
  signer,
  trustedRoot,
} from './generator/recipe.ts'
import { DIGEST_OIDS, type SignatureChoice, usualChoice } from './generator/signature-choice.ts'
import type { Case, Workshop } from './workshop.ts'

const BROKEN = octetString(Buffer.from('x'))
const RSA = '1.2.840.113549.1.1.1'
const UNKNOWN_KEY = '1.2.3.4'

/** Algorithms that sign nothing, whose parameters Java decodes all the same. */
const DECODED = {
  AES: '2.16.840.1.101.3.4.1',
  'ChaCha20-Poly1305': '1.2.840.113549.1.9.16.3.18',
  Blowfish: '1.3.6.1.4.1.3029.1.1.2',
  'Diffie-Hellman of X9.42': '1.2.840.10046.2.1',
}

/** Algorithms of certificates with parameters that do not belong there. */
export function rareAlgorithmCases(shop: Workshop, root: Cooked): Case[] {
  const policy = (name: string, bytes: Uint8Array): Case => ({ name, kind: 'policy', bytes })
  const row = (name: string, exit: number, bytes: Uint8Array): Case => ({ name, kind: 'row', exit, bytes })
  const beside = (stranger: Cooked): Uint8Array => signedBy(shop, [signer(root), stranger])
  return [
    ...Object.entries(DECODED).flatMap(([name, oid]) => [
      policy(
        `a key for ${name} with broken parameters in a certificate that no chain needs`,
        beside(signer(root, { parts: { publicKey: keyOf(oid, [BROKEN], Buffer.from([1, 2, 3])) } })),
      ),
      policy(
        `a certificate that no chain needs, signed by ${name} with broken parameters`,
        beside(
          signer(root, { choice: { ...NONSENSE, identifier: sequence(objectIdentifier(oid), BROKEN) } }),
        ),
      ),
    ]),
    policy(
      'ECDSA with a digest in its parameters',
      signedBy(shop, [signer(root, { choice: specifiedEcdsa('sha256') })]),
    ),
    policy('a certificate signed by DSA without the name of a digest', signedBy(shop, belowDsa(root))),
    row(
      'a key of a kind with a very long name in a certificate that no chain needs',
      0,
      beside(signer(root, { parts: { publicKey: keyOf(`1.2.3${'.1'.repeat(200)}`, [], Buffer.from([1])) } })),
    ),
    row('a root of version 2147483648', 0, signedBy(shop, [signer(trustedRoot(shop, LAST_VERSION))])),
    row('a root whose version has a primitive tag', 0, signedBy(shop, [signer(withPrimitiveVersion(shop))])),
    ...copiesOfRoots(shop).map(({ name, exit, bytes }) => row(name, exit, bytes)),
  ]
}

const NONSENSE: SignatureChoice = {
  name: 'nonsense',
  keys: [],
  identifier: NULL,
  sign: () => Buffer.from([1, 2, 3]),
}

/** One more is negative to Java, and less than 3. */
const LAST_VERSION: RecipeOptions = { parts: { version: 2_147_483_647, extensions: undefined } }

/** Java takes the certificate for one of version 1. */
function withPrimitiveVersion(shop: Workshop): Cooked {
  const root = authority({ parts: { version: undefined, extensions: undefined } })
  const [signed] = LazyElement.read(root.certificate).parts()
  const fields = element(0x30, element(0x80, Buffer.from([2])), signed?.content ?? Buffer.alloc(0))
  const certificate = signCertificate(fields, root.key.privateKey, usualChoice(root.key.privateKey))
  shop.trusted.push(certificate)
  return { ...root, certificate }
}

function belowDsa(root: Cooked): [Cooked, Cooked] {
  const middle = authority({ issuer: root, key: ringKey('dsa') })
  const choice: SignatureChoice = {
    ...{ name: 'DSA', keys: ['dsa'], identifier: sequence(objectIdentifier('1.2.840.10040.4.1')) },
    sign: (data, key) => sign('sha1', data, key),
  }
  return [signer(middle, { choice }), middle]
}

function specifiedEcdsa(digest: string): SignatureChoice {
  const parameters = sequence(objectIdentifier(DIGEST_OIDS[digest] ?? ''))
  return {
    ...{ name: 'ECDSA with a digest in its parameters', keys: ['ec'] },
    identifier: sequence(objectIdentifier('1.2.840.10045.4.3'), parameters),
    sign: (data, key) => sign(digest, data, key),
  }
}

function keyOf(oid: string, parameters: readonly Uint8Array[], key: Uint8Array): Uint8Array {
  return sequence(sequence(objectIdentifier(oid), ...parameters), element(0x03, Buffer.from([0]), key))
}

/** A certificate with the name of a root, which may not issue: it does not matter if Java takes its key for that of the root. */
function copiesOfRoots(shop: Workshop): { name: string; exit: number; bytes: Uint8Array }[] {
  const rsa = ringKey('rsa-2048')
  const root = trustedRoot(shop, { key: rsa })
  const copy = (parameters: readonly Uint8Array[]): Uint8Array => {
    const publicKey = keyOf(RSA, parameters, pkcs1(rsa.publicKey))
    const parts = { subject: root.parts.subject, publicKey }
    const extensions = [basicConstraints(false)]
    return signedBy(shop, [signer(root), authority({ key: rsa, parts, extensions })])
  }
  const other = trustedRoot(shop)
  const { subject } = other.parts
  const unknown = (parameters: readonly Uint8Array[]): Uint8Array =>
    keyOf(UNKNOWN_KEY, parameters, Buffer.from([1, 2]))
  trustedRoot(shop, { key: other.key, parts: { subject, publicKey: unknown([NULL]) } })
  const parts = { subject, publicKey: unknown([]) }
  return [
    { name: 'a copy of a root whose RSA key lacks NULL', exit: 0, bytes: copy([]) },
    { name: 'a copy of a root whose RSA key has other parameters', exit: 4, bytes: copy([BROKEN]) },
    {
      name: 'a copy of a root with an unknown key that lacks NULL',
      exit: 0,
      bytes: signedBy(shop, [signer(other), authority({ key: other.key, parts })]),
    },
  ]
}

function pkcs1(key: KeyObject): Uint8Array {
  return key.export({ format: 'der', type: 'pkcs1' })
}
