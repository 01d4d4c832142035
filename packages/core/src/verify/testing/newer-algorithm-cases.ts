import { type KeyObject, sign } from 'node:crypto'
import { type DerNode, derNode, encodeDerTree, KEY_USAGE, parseDerTree } from '@tacosmith/test-kit'
import { context, element, integer, NULL, objectIdentifier, sequence } from '../../format/der/der-writer.ts'
import { type BlockOptions, DIGESTS, type HandMadeDigest } from './hand-made-signature.ts'
import type { Case, Workshop } from './workshop.ts'

const RSA_PSS = '1.2.840.113549.1.1.10'
const MGF1 = '1.2.840.113549.1.1.8'
const ED25519 = '1.3.101.112'

/** RSA-PSS and Ed25519, which JDKs verify since 16, made well and badly. */
export async function newerAlgorithmCases(shop: Workshop): Promise<Case[]> {
  const pss = await shop.authority.issue({ key: 'rsa-pss', commonName: 'PSS' })
  const weakPss = await shop.authority.issue({ key: 'rsa-pss-512', commonName: 'Short PSS' })
  const rsa = await shop.authority.issue({ key: 'rsa-2048', commonName: 'RSA' })
  const edwards = await shop.authority.issue({ key: 'ed25519', commonName: 'Edwards' })
  const rsaAuthority = await shop.authority.issue({
    ...{ key: 'rsa-2048', issuer: shop.authority.root, authority: true, commonName: 'RSA Intermediate' },
    ...{ keyUsage: KEY_USAGE.certificates, extendedKeyUsage: false },
  })
  const below = async (signatureDigest: 'SHA-1' | 'SHA-256'): Promise<Uint8Array> => {
    const signer = await shop.authority.issue({
      issuer: rsaAuthority,
      signatureDigest,
      signaturePadding: 'pss',
    })
    return shop.file({ signer, certificates: [signer.certificate, rsaAuthority.certificate] })
  }
  const belowPssKey = async (parameters: readonly DerNode[]): Promise<Uint8Array> => {
    const signer = await shop.authority.issue({ issuer: rsaAuthority, commonName: 'Below PSS' })
    const authority = markedAsPss(rsaAuthority.certificate, shop.authority.root.privateKey, parameters)
    return shop.file({ signer, certificates: [signer.certificate, authority] })
  }
  const good = (name: string, block: Partial<BlockOptions>): Case => ({
    ...{ name, kind: 'row', exit: 0, status: 'verified', bytes: shop.file(block) },
  })
  const bad = (name: string, block: Partial<BlockOptions>): Case => ({
    ...{ name, kind: 'bad', bytes: shop.file(block) },
  })
  const edwardsTsa = await shop.authority.issueForTimestamps({ key: 'ed25519' })
  return [
    good('RSA-PSS', { signer: pss }),
    good('RSA-PSS, stamped', { signer: pss, token: shop.token() }),
    good('RSA-PSS with SHA-384', { signer: pss, digest: 'sha384', ...pssAlgorithm('sha384') }),
    good('RSA-PSS without signed attributes', { signer: pss, bare: true }),
    good('RSA-PSS by an RSA key', { signer: rsa, ...pssAlgorithm('sha256') }),
    good('RSA-PSS with a salt of 20 bytes that is left out', {
      ...{ signer: pss, ...pssAlgorithm('sha256', { saltLength: 20, omitSalt: true }) },
    }),
    good('Ed25519', { signer: edwards, digest: 'sha512' }),
    good('Ed25519 with parameters that are NULL', {
      ...{ signer: edwards, digest: 'sha512' },
      signatureAlgorithm: sequence(objectIdentifier(ED25519), NULL),
    }),
    bad('Ed25519 with parameters', {
      ...{ signer: edwards, digest: 'sha512' },
      signatureAlgorithm: sequence(objectIdentifier(ED25519), sequence()),
    }),
    bad('Ed25519 with parameters that cannot be read', {
      ...{ signer: edwards, digest: 'sha512' },
      signatureAlgorithm: sequence(objectIdentifier(ED25519), element(0x30, Buffer.from([0xff]))),
    }),
    good('Ed25519, stamped', { signer: edwards, digest: 'sha512', token: shop.token() }),
    good('Ed25519 without signed attributes', { signer: edwards, digest: 'sha512', bare: true }),
    good('stamped with Ed25519', { token: shop.token({ signer: edwardsTsa, digest: 'sha512' }) }),
    // Java lets a key for RSA-PSS verify PKCS #1 v1.5 as long as it is bound to no parameters.
    ...(
      await Promise.all([
        belowPssKey([]).then((bytes) => ({
          name: 'authority with an RSA-PSS key without parameters',
          bytes,
        })),
        belowPssKey([derNode(0x05, new Uint8Array())]).then((bytes) => ({
          ...{ name: 'authority with an RSA-PSS key whose parameters are NULL', bytes },
        })),
      ])
    ).map((one): Case => ({ ...one, kind: 'row', exit: 0, status: 'verified' })),
    { name: 'certificate signed with RSA-PSS', kind: 'good', bytes: await below('SHA-256') },
    { name: 'certificate signed with RSA-PSS and SHA-1', kind: 'bad', bytes: await below('SHA-1') },
    bad('RSA-PSS with 512 bits', { signer: weakPss, ...pssAlgorithm('sha256', { saltLength: 20 }) }),
    bad('RSA-PSS with SHA-1', { signer: pss, digest: 'sha1', ...pssAlgorithm('sha1') }),
    bad('RSA-PSS with SHA-1 in the parameters alone', { signer: pss, ...pssAlgorithm('sha1') }),
    bad('RSA-PSS with SHA-1 for the mask', { signer: pss, ...pssAlgorithm('sha256', { mask: 'sha1' }) }),
    bad('RSA-PSS that names another salt', {
      ...{ signer: pss, ...pssAlgorithm('sha256', { namedSalt: 20 }) },
    }),
    bad('RSA-PSS without parameters', {
      ...{ signer: pss, ...pssAlgorithm('sha256'), signatureAlgorithm: sequence(objectIdentifier(RSA_PSS)) },
    }),
    bad('RSA-PSS with empty parameters', {
      ...{ signer: pss, ...pssAlgorithm('sha256') },
      signatureAlgorithm: sequence(objectIdentifier(RSA_PSS), sequence()),
    }),
    bad('RSA-PSS with another digest than the signature names', {
      ...{ signer: pss, digest: 'sha384', ...pssAlgorithm('sha256') },
    }),
    bad('RSA-PSS with another salt under the signature', {
      ...{ signer: pss, protectedAlgorithm: pssAlgorithm('sha256', { namedSalt: 20 }).signatureAlgorithm },
    }),
    bad('PKCS#1 v1.5 named for an RSA-PSS key', {
      ...{ signer: pss, signatureAlgorithm: sequence(objectIdentifier('1.2.840.113549.1.1.11'), NULL) },
    }),
    bad('RSA-PSS named for an EC key', { signatureAlgorithm: pssAlgorithm('sha256').signatureAlgorithm }),
    bad('Ed25519 with SHA-256', { signer: edwards, digest: 'sha256' }),
    bad('Ed25519 with SHA-384', { signer: edwards, digest: 'sha384' }),
    bad('Ed25519 named for an EC key', {
      ...{ digest: 'sha512', signatureAlgorithm: sequence(objectIdentifier(ED25519)) },
    }),
    bad('Ed25519 by another key', {
      ...{ signer: { ...edwards, privateKey: edwardsTsa.privateKey }, digest: 'sha512' },
    }),
  ]
}

/** A certificate whose key is said to be for RSA-PSS, signed by its issuer once more. */
function markedAsPss(certificate: Uint8Array, issuer: KeyObject, parameters: readonly DerNode[]): Uint8Array {
  const tree = parseDerTree(certificate)
  const [body, algorithm] = tree.children ?? []
  const keyAlgorithm = body?.children?.[6]?.children?.[0] as DerNode
  keyAlgorithm.children = [parseDerTree(objectIdentifier(RSA_PSS)), ...parameters]
  const signature = sign('sha256', encodeDerTree(body as DerNode), issuer)
  tree.children = [
    body as DerNode,
    algorithm as DerNode,
    derNode(0x03, Buffer.concat([Buffer.of(0), signature])),
  ]
  return encodeDerTree(tree)
}

interface PssDetails {
  /** The digest of the mask function. Default: the same. */
  mask?: HandMadeDigest
  saltLength?: number
  /** What the parameters say. Default: the salt that was used. */
  namedSalt?: number
  omitSalt?: boolean
}

/** RSA-PSS, as good or bad as it is asked for. */
function pssAlgorithm(
  digest: HandMadeDigest,
  { mask = digest, saltLength = SALT[digest], namedSalt = saltLength, omitSalt = false }: PssDetails = {},
): { signatureAlgorithm: Uint8Array; saltLength: number } {
  const algorithm = (name: HandMadeDigest): Uint8Array => sequence(objectIdentifier(DIGESTS[name]), NULL)
  const parameters = sequence(
    context(0, algorithm(digest)),
    context(1, sequence(objectIdentifier(MGF1), algorithm(mask))),
    ...(omitSalt ? [] : [context(2, integer(namedSalt))]),
  )
  return { signatureAlgorithm: sequence(objectIdentifier(RSA_PSS), parameters), saltLength }
}

const SALT: Record<HandMadeDigest, number> = { sha1: 20, sha256: 32, sha384: 48, sha512: 64 }
