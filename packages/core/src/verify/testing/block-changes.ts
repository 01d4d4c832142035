import { createHash, sign } from 'node:crypto'
import { type DerNode, derNode, encodeDerTree, type Issued, parseDerTree } from '@tacosmith/test-kit'
import {
  element,
  integer,
  NULL,
  objectIdentifier,
  octetString,
  sequence,
} from '../../format/der/der-writer.ts'
import { readCertificate } from '../../format/x509/certificate.ts'
import { attribute, signatureFiles, signedData } from './hand-made-signature.ts'
import { FILES, type Workshop } from './workshop.ts'
import { type ZipEntry, zipFile } from './zip-file.ts'

export const PKCS9 = '1.2.840.113549.1.9.'
export const EXPECTED_BLOCK = 'META-INF/T.EC'

export function cutBlock(entry: ZipEntry): ZipEntry {
  return entry.name.endsWith('.EC')
    ? { ...entry, content: Buffer.from(entry.content).subarray(0, -20) }
    : entry
}

export function weakSecond(shop: Workshop): ZipEntry[] {
  const good = signatureFiles(FILES)
  const sha1 = (bytes: Uint8Array): string => createHash('sha1').update(bytes).digest('base64')
  const text = `Signature-Version: 1.0\r\nSHA1-Digest-Manifest: ${sha1(good.manifest)}\r\n\r\n`
  const signatureFile = Buffer.from(text)
  const certificates = [shop.signer.certificate, ...shop.chain]
  return [
    { name: 'META-INF/WEAK.SF', content: signatureFile },
    { name: 'META-INF/WEAK.EC', content: signedData(signatureFile, { signer: shop.signer, certificates }) },
  ]
}

export function secondBlock(shop: Workshop, signer: Issued): ZipEntry {
  const { signatureFile } = signatureFiles(FILES)
  return {
    name: 'META-INF/T.RSA',
    content: signedData(signatureFile, { signer, certificates: [signer.certificate, ...shop.chain] }),
  }
}

/** All that lies outside of the certificates and the octets, whose encoding somebody else has signed. */
export function withoutLengthsOutside(tree: DerNode, withoutLengths: (node: DerNode) => DerNode): DerNode {
  const [type, wrapped] = tree.children ?? []
  const fields = wrapped?.children?.[0]?.children ?? []
  const outside = fields.map((field, index) => {
    if (field.identifier[0] === 0xa0) return { ...field, length: 'indefinite' as const }
    return index === fields.length - 1
      ? {
          ...field,
          length: 'indefinite' as const,
          children: field.children?.map((info) => ({ ...info, length: 'indefinite' as const })),
        }
      : withoutLengths(field)
  })
  const signedDataNode = {
    ...(wrapped?.children?.[0] as DerNode),
    length: 'indefinite' as const,
    children: outside,
  }
  return {
    ...tree,
    length: 'indefinite',
    children: [
      type as DerNode,
      { ...(wrapped as DerNode), length: 'indefinite', children: [signedDataNode] },
    ],
  }
}

/** Signed attributes in another order or number: signed as they are, without being sorted. */
export function reordered(shop: Workshop, change: (attributes: Uint8Array[]) => Uint8Array[]): Uint8Array {
  return shop.edited((all) => {
    const block = all.find(({ name }) => name === EXPECTED_BLOCK) as ZipEntry
    const tree = parseDerTree(block.content as Uint8Array)
    const fields = tree.children?.[1]?.children?.[0]?.children?.at(-1)?.children?.[0]?.children ?? []
    const attributes = fields.find(({ identifier }) => identifier[0] === 0xa0) as DerNode
    attributes.children = change((attributes.children ?? []).map(encodeDerTree)).map((one) =>
      parseDerTree(one),
    )
    const signature = fields.at(-1) as DerNode
    signature.children = undefined
    signature.content = sign(
      'sha256',
      encodeDerTree(derNode(0x31, attributes.children)),
      shop.signer.privateKey,
    )
    return all.map((entry) => (entry === block ? { ...entry, content: encodeDerTree(tree) } : entry))
  })
}

export function otherContent(shop: Workshop): Uint8Array {
  const { signatureFile } = signatureFiles(FILES)
  const other = Buffer.concat([signatureFile, Buffer.from('\r\n')])
  const certificates = [shop.signer.certificate, ...shop.chain]
  const content = signedData(other, { signer: shop.signer, certificates, embed: true })
  return shop.edited((all) =>
    all.map((entry) => (entry.name === EXPECTED_BLOCK ? { ...entry, content } : entry)),
  )
}

const NIST = '2.16.840.1.101.3.4.2.'
const OIDS: Record<string, [digest: string, rsa: string, ecdsa: string]> = {
  sha256: [`${NIST}1`, '1.2.840.113549.1.1.11', '1.2.840.10045.4.3.2'],
  sha512: [`${NIST}3`, '1.2.840.113549.1.1.13', '1.2.840.10045.4.3.4'],
  sha224: [`${NIST}4`, '1.2.840.113549.1.1.14', '1.2.840.10045.4.3.1'],
  'sha512-224': [`${NIST}5`, '1.2.840.113549.1.1.15', ''],
  'sha512-256': [`${NIST}6`, '1.2.840.113549.1.1.16', ''],
  'sha3-256': [`${NIST}8`, '2.16.840.1.101.3.4.3.14', '2.16.840.1.101.3.4.3.10'],
  'sha3-384': [`${NIST}9`, '2.16.840.1.101.3.4.3.15', '2.16.840.1.101.3.4.3.11'],
  'sha3-512': [`${NIST}10`, '2.16.840.1.101.3.4.3.16', '2.16.840.1.101.3.4.3.12'],
}

/** A block with a digest that signers seldom use. */
export function signedWith(
  shop: Workshop,
  signer: Issued,
  hash: string,
  algorithm?: string,
  digestOid?: string,
): Uint8Array {
  const isRsa = signer.privateKey.asymmetricKeyType === 'rsa'
  const [digest, forRsa, forEcdsa] = OIDS[hash] ?? ['', '', '']
  const { manifest, signatureFile } = signatureFiles(FILES)
  const attributes = [
    attribute(`${PKCS9}3`, objectIdentifier('1.2.840.113549.1.7.1')),
    attribute(`${PKCS9}4`, octetString(createHash(hash).update(signatureFile).digest())),
  ].toSorted(Buffer.compare)
  const { issuerDer, serialDer } = readCertificate(signer.certificate, 'test')
  const digestAlgorithm = sequence(objectIdentifier(digestOid ?? digest), NULL)
  const block = sequence(
    objectIdentifier('1.2.840.113549.1.7.2'),
    element(
      0xa0,
      sequence(
        integer(1),
        element(0x31, digestAlgorithm),
        sequence(objectIdentifier('1.2.840.113549.1.7.1')),
        element(0xa0, signer.certificate, ...shop.chain),
        element(
          0x31,
          sequence(
            integer(1),
            sequence(issuerDer, serialDer),
            digestAlgorithm,
            element(0xa0, ...attributes),
            sequence(objectIdentifier(algorithm ?? (isRsa ? forRsa : forEcdsa)), ...(isRsa ? [NULL] : [])),
            octetString(sign(hash, element(0x31, ...attributes), signer.privateKey)),
          ),
        ),
      ),
    ),
  )
  return zipFile([
    { name: 'META-INF/MANIFEST.MF', content: manifest },
    { name: 'META-INF/T.SF', content: signatureFile },
    { name: `META-INF/T.${isRsa ? 'RSA' : 'EC'}`, content: block },
    ...Object.entries(FILES).map(([name, content]) => ({ name, content })),
  ])
}

/** The entries of a file that an RSA key has signed, its signature changed. */
export function rsaEntries(
  shop: Workshop,
  signer: Issued,
  all: ZipEntry[],
  change: (signature: Uint8Array) => Uint8Array,
): ZipEntry[] {
  const entries = shop.entries({ signer })
  const block = entries[2] as ZipEntry
  const tree = parseDerTree(block.content as Uint8Array)
  const signature = tree.children?.[1]?.children?.[0]?.children
    ?.at(-1)
    ?.children?.[0]?.children?.at(-1) as DerNode
  signature.content = change(signature.content)
  return [...entries.slice(0, 2), { ...block, content: encodeDerTree(tree) }, ...all.slice(3)]
}
