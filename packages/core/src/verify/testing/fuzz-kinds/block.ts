import { createHash, type KeyObject, sign } from 'node:crypto'
import {
  type DerNode,
  derNode,
  derPlaces,
  encodeDerTree,
  type Issued,
  mutateDer,
  parseDerTree,
  type Random,
  tagOf,
} from '@tacosmith/test-kit'
import {
  boolean,
  element,
  integer,
  NULL,
  objectIdentifier,
  octetString,
  sequence,
} from '../../../format/der/der-writer.ts'
import { readCertificate } from '../../../format/x509/certificate.ts'
import { withoutNull, withoutZeros } from '../generator/odd-signatures.ts'
import { attribute, type BlockOptions } from '../hand-made-signature.ts'
import type { Workshop } from '../workshop.ts'
import { type ZipEntry, zipFile } from '../zip-file.ts'
import type { FuzzKind } from './fuzz-kind.ts'

/** Changes the structure of the signature block, and makes the signature again over what it signs then. */
export const kind: FuzzKind = {
  name: 'block',
  async mutant(random, shop) {
    const signers = await signersOf(shop)
    // The second one signs beside the others.
    const signer = random.pick(signers.toSpliced(1, 1))
    const entries = shop.entries(randomOptions(random, shop, signer))
    const block = entries[2] as ZipEntry
    const signatureFile = entries[1]?.content as Uint8Array
    const done: string[] = []
    let tree = parseDerTree(block.content as Uint8Array)
    for (let left = 1 + random.below(2); left > 0; left--) {
      const isInSigner = new Set(derPlaces(signerInfoOf(tree) ?? tree).map(({ node }) => node))
      const isInCertificates = new Set(
        certificatesOf(tree).flatMap((one) => derPlaces(one).map(({ node }) => node)),
      )
      const isInToken = new Set(tokenOf(tree).flatMap((one) => derPlaces(one).map(({ node }) => node)))
      const onlySigner = !random.oneIn(4)
      const mutation = mutateMarked(
        tree,
        random,
        (node) =>
          !isInCertificates.has(node) && !isInToken.has(node) && (!onlySigner || isInSigner.has(node)),
      )
      done.push(mutation.what)
      tree = mutation.tree
    }
    const how = random.oneIn(8)
      ? 'not signed again'
      : signAgain(tree, signer.privateKey, signatureFile, random.oneIn(8))
    const changed = { ...block, content: encodeDerTree(tree) }
    const name = block.name.replace('META-INF/', '')
    if (!random.oneIn(4)) {
      const all = entries.map((entry) => (entry === block ? changed : entry))
      return { what: `${done.join('; ')}; ${name} ${how}`, bytes: zipFile(all) }
    }
    const [, file, good] = shop.entries({ signer: signers[1] as Issued }, {}, 'GOOD')
    const pair = [entries[1] as ZipEntry, changed]
    const both = random.oneIn(2) ? [file, good, ...pair] : [...pair, file, good]
    const rest = entries.slice(3)
    const all = [entries[0] as ZipEntry, ...(both as ZipEntry[]), ...rest]
    return { what: `${done.join('; ')}; ${name} ${how}, beside a good one`, bytes: zipFile(all) }
  },
}

function mutateMarked(
  tree: DerNode,
  random: Random,
  isAllowed: (node: DerNode) => boolean,
): { what: string; tree: DerNode } {
  // The mutator changes a copy: places are allowed by their number.
  const allowed = new Set(derPlaces(tree).flatMap(({ node }, index) => (isAllowed(node) ? [index] : [])))
  let index = -1
  return mutateDer(tree, random, {
    where: () => {
      index += 1
      return allowed.has(index)
    },
  })
}

const signers = new WeakMap<Workshop, Promise<Issued[]>>()

function signersOf(shop: Workshop): Promise<Issued[]> {
  const made =
    signers.get(shop) ??
    Promise.all([
      shop.signer,
      shop.authority.issue({ commonName: 'Another Signer' }),
      shop.authority.issue({ key: 'rsa-2048' }),
      shop.authority.issue({ key: 'rsa-pss' }),
      shop.authority.issue({ key: 'ed25519' }),
      shop.authority.issue({ key: 'p-384' }),
    ])
  signers.set(shop, made)
  return made
}

const PKCS9 = '1.2.840.113549.1.9.'

/** Attributes that Java looks into, and some that it does not know. */
function signedAttributes(shop: Workshop): Uint8Array[] {
  const { issuerDer, serialDer } = readCertificate(shop.signer.certificate, 'test')
  const hash = octetString(createHash('sha1').update(shop.signer.certificate).digest())
  const issuerSerial = sequence(sequence(element(0xa4, issuerDer)), serialDer)
  return [
    attribute(`${PKCS9}5`, element(0x17, Buffer.from('261130120000Z'))),
    attribute(`${PKCS9}5`, element(0x18, Buffer.from('20261130120000Z'))),
    attribute(`${PKCS9}1`, element(0x16, Buffer.from('a@example.com'))),
    attribute(`${PKCS9}2`, element(0x0c, Buffer.from('name'))),
    attribute(`${PKCS9}7`, element(0x13, Buffer.from('challenge'))),
    attribute(`${PKCS9}8`, element(0x13, Buffer.from('address'))),
    attribute(`${PKCS9}15`, sequence(sequence(objectIdentifier('2.16.840.1.101.3.4.1.42')))),
    attribute(
      `${PKCS9}14`,
      sequence(
        sequence(objectIdentifier('2.5.29.15'), boolean(true), octetString(Buffer.from([3, 2, 7, 128]))),
      ),
    ),
    attribute(`${PKCS9}16.2.12`, sequence(sequence(sequence(hash)))),
    attribute(
      `${PKCS9}16.2.12`,
      sequence(sequence(sequence(hash, issuerSerial)), sequence(objectIdentifier('1.2.3'))),
    ),
    attribute(`${PKCS9}16.2.47`, sequence(sequence(sequence(hash)))),
    attribute(`${PKCS9}6`, sequence(integer(1))),
    attribute('1.3.6.1.4.1.311.2.1.12', sequence()),
    attribute('1.2.3.4', NULL),
  ]
}

function randomOptions(random: Random, shop: Workshop, signer: Issued): Partial<BlockOptions> {
  const attributes = signedAttributes(shop)
  const some = Array.from({ length: random.below(3) }, () => random.pick(attributes))
  const isEdwards = signer.privateKey.asymmetricKeyType === 'ed25519'
  const isPss = signer.privateKey.asymmetricKeyType === 'rsa-pss'
  return {
    signer,
    digest: isEdwards
      ? 'sha512'
      : isPss
        ? 'sha256'
        : random.pick(['sha256', 'sha256', 'sha384', 'sha512', 'sha1']),
    signedAttributes: random.oneIn(2) ? [...new Set(some)] : [],
    ...(random.oneIn(3) ? { token: shop.token() } : {}),
    ...(random.oneIn(6) ? { unsigned: [random.pick(attributes)] } : {}),
    ...(random.oneIn(8) ? { bare: true } : {}),
    ...(random.oneIn(8) ? { embed: true } : {}),
    ...(random.oneIn(8)
      ? { certificates: [signer.certificate, ...shop.chain, shop.authority.root.certificate] }
      : {}),
  }
}

function signedDataOf(tree: DerNode): DerNode | undefined {
  return tree.children?.[1]?.children?.[0]
}

function certificatesOf(tree: DerNode): DerNode[] {
  return (signedDataOf(tree)?.children ?? []).filter((one) => tagOf(one) === 0xa0)
}

function signerInfoOf(tree: DerNode): DerNode | undefined {
  return signedDataOf(tree)?.children?.findLast((one) => tagOf(one) === 0x31)?.children?.[0]
}

const TOKEN_TYPE = '2a864886f70d010910020e'

function tokenOf(tree: DerNode): DerNode[] {
  const unsigned = signerInfoOf(tree)?.children?.find((one) => tagOf(one) === 0xa1)
  return (unsigned?.children ?? [])
    .filter((one) => hex(one.children?.[0]) === TOKEN_TYPE)
    .flatMap((one) => one.children?.[1]?.children ?? [])
}

function hex(node: DerNode | undefined): string {
  return Buffer.from(node?.content ?? new Uint8Array()).toString('hex')
}

/** OpenSSL's names of the digests, by the encoding of their object identifiers. */
const DIGESTS: Record<string, string> = {
  '2b0e03021a': 'sha1',
  '2a864886f70d0205': 'md5',
  ...Object.fromEntries(
    [
      'sha256',
      'sha384',
      'sha512',
      'sha224',
      'sha512-224',
      'sha512-256',
      'sha3-224',
      'sha3-256',
      'sha3-384',
      'sha3-512',
    ].map((name, index) => [`6086480165030402${(index + 1).toString(16).padStart(2, '0')}`, name]),
  ),
}
const MESSAGE_DIGEST = '2a864886f70d010904'

/** Puts the right digest and the right signature into the changed structure, where their places are still there. */
function signAgain(tree: DerNode, key: KeyObject, signatureFile: Uint8Array, isOdd: boolean): string {
  const fields = signerInfoOf(tree)?.children ?? []
  const hash = DIGESTS[hex(fields[2]?.children?.[0])] ?? 'sha256'
  const attributes = fields.find((one) => tagOf(one) === 0xa0)
  const signature = fields.findLast((one) => tagOf(one) === 0x04)
  if (signature === undefined) return 'without a place for its signature'
  const digest = (attributes?.children ?? []).find((one) => hex(one.children?.[0]) === MESSAGE_DIGEST)
  const place = digest?.children?.[1]?.children?.[0]
  if (place !== undefined && tagOf(place) === 0x04 && place.children === undefined)
    place.content = createHash(hash).update(signatureFile).digest()
  const signed = attributes === undefined ? signatureFile : asJavaSigns(attributes)
  signature.children = undefined
  signature.content = signWith(key, hash, signed, isOdd)
  return `signed again with ${hash}${isOdd ? ', oddly' : ''}`
}

/** A SET with the shortest length; without one, nothing in it lacks a length either. */
function asJavaSigns(attributes: DerNode): Uint8Array {
  const isIndefinite = attributes.length === 'indefinite'
  const definite = (node: DerNode): DerNode => ({
    ...node,
    length: 'shortest',
    children:
      node.length === 'indefinite' || node === attributes ? node.children?.map(definite) : node.children,
  })
  const children = isIndefinite ? attributes.children?.map(definite) : attributes.children
  return encodeDerTree(derNode(0x31, children ?? []))
}

function signWith(key: KeyObject, hash: string, data: Uint8Array, isOdd: boolean): Uint8Array {
  const type = key.asymmetricKeyType
  if (isOdd && type === 'rsa') return withoutNull(hash)(data, key)
  if (isOdd && type === 'ec') return withoutZeros(hash)(data, key)
  if (type === 'ed25519') return sign(null, data, key)
  if (type === 'rsa-pss') return sign(hash, data, { key, padding: 6, saltLength: -1 })
  return sign(hash, data, { key, dsaEncoding: 'der' })
}
