import { createHash, sign } from 'node:crypto'
import {
  type DerNode,
  derNode,
  encodeDerTree,
  type Issued,
  KEY_USAGE,
  parseDerTree,
} from '@tacosmith/test-kit'
import {
  boolean,
  element,
  integer,
  NULL,
  objectIdentifier,
  octetString,
  sequence,
} from '../../format/der/der-writer.ts'
import { readCertificate } from '../../format/x509/certificate.ts'
import { plus, replace } from './entry-edits.ts'
import { attribute, type BlockOptions, signatureFiles, signedData } from './hand-made-signature.ts'
import { type Case, FILES, type Workshop } from './workshop.ts'
import { type ZipEntry, zipFile } from './zip-file.ts'

const PKCS9 = '1.2.840.113549.1.9.'
const EXPECTED_BLOCK = 'META-INF/T.EC'

/** Cases on the signature block: its encoding, its attributes, its algorithms, and blocks that Java passes over. */
export async function blockCases(shop: Workshop): Promise<Case[]> {
  const row = (name: string, exit: number, status: string, bytes: Uint8Array): Case => ({
    ...{ name, kind: 'row', exit, status, bytes },
  })
  const policy = (name: string, exit: number, bytes: Uint8Array): Case => ({
    name,
    kind: 'policy',
    exit,
    bytes,
  })
  const bad = (name: string, exit: number, bytes: Uint8Array): Case => ({ name, kind: 'bad', exit, bytes })
  const signed = (oid: string, ...values: Uint8Array[]): Uint8Array =>
    shop.file({ signedAttributes: [sequence(objectIdentifier(oid), element(0x31, ...values))] })
  const time = (tag: number, text: string): Uint8Array => element(tag, Buffer.from(text))
  const blockOf = (options: Partial<BlockOptions> = {}): DerNode =>
    parseDerTree(shop.entries(options)[2]?.content as Uint8Array)
  const withBlock = (tree: DerNode): Uint8Array =>
    shop.edited((all) =>
      all.map((entry) =>
        entry.name === EXPECTED_BLOCK ? { ...entry, content: encodeDerTree(tree) } : entry,
      ),
    )
  const withoutLengths = (node: DerNode): DerNode =>
    (node.identifier[0] ?? 0) & 0x20
      ? { ...node, length: 'indefinite', children: node.children?.map(withoutLengths) }
      : node
  const signedDataOf = (tree: DerNode): DerNode[] => tree.children?.[1]?.children?.[0]?.children ?? []
  const signerInfosOf = (tree: DerNode): DerNode => signedDataOf(tree).at(-1) as DerNode
  const changed = (change: (tree: DerNode) => void, options: Partial<BlockOptions> = {}): Uint8Array => {
    const tree = blockOf(options)
    change(tree)
    return withBlock(tree)
  }
  const unknownExtension = await shop.authority.issue({
    unknownCriticalExtension: true,
    commonName: 'Unknown Extension',
  })
  const encipherment = await shop.authority.issue({
    keyUsage: KEY_USAGE.keyEncipherment,
    commonName: 'Encipherment',
  })
  const short = await shop.authority.issue({ key: 'rsa-512', commonName: 'Short' })
  const rsa = await shop.authority.issue({ key: 'rsa-2048', commonName: 'RSA' })
  const second = (options: Partial<BlockOptions>): ZipEntry[] =>
    shop.entries(options, {}, 'SECOND').slice(1, 3)
  const beside = (options: Partial<BlockOptions>): Uint8Array => shop.edited(plus(...second(options)))
  const { issuerDer, serialDer } = readCertificate(shop.signer.certificate, 'test')
  const certificateHash = octetString(createHash('sha1').update(shop.signer.certificate).digest())
  const issuerSerial = sequence(sequence(element(0xa4, issuerDer)), serialDer)
  return [
    // Signatures that Java passes over.
    row(
      'beside a good signer, one with an unknown critical extension',
      0,
      'verified',
      beside({ signer: unknownExtension }),
    ),
    row('beside a good signer, one that may only encipher', 0, 'verified', beside({ signer: encipherment })),
    row('beside a good signer, one with 512 bits', 0, 'verified', beside({ signer: short })),
    row('beside a good signer, one with a SHA-1 signature', 0, 'verified', beside({ digest: 'sha1' })),
    row(
      'beside a good signer, one named by key identifier',
      0,
      'verified',
      beside({ byKeyIdentifier: true }),
    ),
    row(
      'beside a good signer, a signature file of SHA-1 digests',
      0,
      'verified',
      shop.edited(plus(...weakSecond(shop))),
    ),
    policy('beside a good signer, one whose block is cut', 0, shop.edited(plus(...second({}).map(cutBlock)))),
    policy(
      'beside a good signer, one with a broken timestamp',
      0,
      beside({ token: shop.token({ imprintOf: Buffer.from('other') }) }),
    ),
    bad(
      'beside a good signer, one with a wrong signature',
      1,
      beside({ signer: { ...shop.signer, privateKey: (await shop.authority.issue()).privateKey } }),
    ),
    row(
      'two blocks of one signature file, of which one is empty',
      0,
      'tampered',
      shop.edited(plus({ name: 'META-INF/T.RSA', content: '' })),
    ),
    policy(
      'one of two signers leaves an entry out',
      0,
      shop.edited(plus(...shop.entries({}, { covered: (name) => name !== 'a.js' }, 'SECOND').slice(1, 3))),
    ),
    policy('a second block of one signature file', 0, shop.edited(plus(secondBlock(shop, rsa)))),
    // Signed attributes.
    row('a signing time', 0, 'verified', signed(`${PKCS9}5`, time(0x17, '261130120000Z'))),
    row(
      'a generalized signing time with a fraction and a zone',
      0,
      'verified',
      signed(`${PKCS9}5`, time(0x18, '20261130120000.5+0100')),
    ),
    row('a signing time without seconds', 0, 'verified', signed(`${PKCS9}5`, time(0x17, '2611301200Z'))),
    row(
      'a signing time on the 31st of February',
      0,
      'verified',
      signed(`${PKCS9}5`, time(0x17, '260231120000Z')),
    ),
    row('a signing time of 60 seconds', 16, 'tampered', signed(`${PKCS9}5`, time(0x17, '261130120060Z'))),
    row('a signing time without a zone', 16, 'tampered', signed(`${PKCS9}5`, time(0x17, '261130120000'))),
    row(
      'a signing time as OCTET STRING',
      16,
      'tampered',
      signed(`${PKCS9}5`, octetString(Buffer.from('261130120000Z'))),
    ),
    row(
      'two signing times in one attribute',
      16,
      'tampered',
      signed(`${PKCS9}5`, time(0x17, '261130120000Z'), time(0x17, '261130120000Z')),
    ),
    row('a signing time without a value', 1, 'tampered', signed(`${PKCS9}5`)),
    row(
      'two attributes for the signing time',
      16,
      'tampered',
      shop.file({
        signedAttributes: ['261130120000Z', '261130120001Z'].map((text) =>
          attribute(`${PKCS9}5`, time(0x17, text)),
        ),
      }),
    ),
    row('an e-mail address', 0, 'verified', signed(`${PKCS9}1`, element(0x16, Buffer.from('a@example.com')))),
    row(
      'an e-mail address as UTF8String',
      16,
      'tampered',
      signed(`${PKCS9}1`, element(0x0c, Buffer.from('a@example.com'))),
    ),
    row(
      'a challenge password as UTF8String',
      0,
      'verified',
      signed(`${PKCS9}7`, element(0x0c, Buffer.from('x'))),
    ),
    row(
      'a challenge password as IA5String',
      16,
      'tampered',
      signed(`${PKCS9}7`, element(0x16, Buffer.from('x'))),
    ),
    row('an attribute that Java does not know', 0, 'verified', signed('1.2.3.4', NULL)),
    row('an attribute that Java does not know, without a value', 0, 'verified', signed('1.2.3.4')),
    row(
      'ESSCertIDv2',
      0,
      'verified',
      signed(`${PKCS9}16.2.47`, sequence(sequence(sequence(certificateHash)))),
    ),
    row('ESSCertID', 0, 'verified', signed(`${PKCS9}16.2.12`, sequence(sequence(sequence(certificateHash))))),
    row(
      'ESSCertID with issuer and serial number',
      0,
      'verified',
      signed(`${PKCS9}16.2.12`, sequence(sequence(sequence(certificateHash, issuerSerial)))),
    ),
    row(
      'ESSCertID that is none',
      16,
      'tampered',
      signed(`${PKCS9}16.2.12`, sequence(octetString(Buffer.from('x')))),
    ),
    row('S/MIME capabilities', 0, 'verified', signed(`${PKCS9}15`, sequence())),
    row('a signing description', 0, 'verified', signed(`${PKCS9}13`, sequence())),
    { name: 'extended certificate attributes', kind: 'bad', bytes: signed(`${PKCS9}9`, sequence()) },
    { name: 'an issuer and serial number', kind: 'bad', bytes: signed(`${PKCS9}10`, sequence()) },
    policy(
      'certificate extensions in an attribute',
      0,
      signed(
        `${PKCS9}14`,
        sequence(
          sequence(objectIdentifier('2.5.29.15'), boolean(true), octetString(Buffer.from([3, 2, 7, 128]))),
        ),
      ),
    ),
    row(
      'attributes in another order',
      0,
      'verified',
      reordered(shop, (attributes) => attributes.toReversed()),
    ),
    row(
      'no content type among the attributes',
      16,
      'tampered',
      reordered(shop, (attributes) =>
        attributes.filter((one) => !Buffer.from(one).includes(Buffer.from('2a864886f70d010903', 'hex'))),
      ),
    ),
    policy(
      'an unsigned attribute that Java does not know',
      0,
      shop.file({ unsigned: [attribute('1.2.3.4', NULL)] }),
    ),
    // The encoding.
    row(
      'a block without lengths',
      0,
      'verified',
      withBlock(withoutLengthsOutside(blockOf(), withoutLengths)),
    ),
    row(
      'a block with long lengths outside',
      0,
      'verified',
      changed((tree) => {
        tree.length = { bytes: 4 }
      }),
    ),
    row(
      'a timestamp without lengths in a block with lengths',
      0,
      'verified',
      shop.file({
        token: (signature) =>
          encodeDerTree(withoutLengthsOutside(parseDerTree(shop.token()(signature)), withoutLengths)),
      }),
    ),
    policy(
      'a part without a length in a block with lengths',
      0,
      changed((tree) => {
        ;(signedDataOf(tree)[1] as DerNode).length = 'indefinite'
      }),
    ),
    policy('a byte after the block', 0, shop.edited(replace(EXPECTED_BLOCK, (text) => `${text}\0`))),
    policy(
      'an element after the signature',
      0,
      changed((tree) => {
        tree.children?.[1]?.children?.[0]?.children?.push(derNode(0x05, new Uint8Array()))
      }),
    ),
    row(
      'no signature in the block',
      1,
      'tampered',
      changed((tree) => {
        signerInfosOf(tree).children = []
      }),
    ),
    policy(
      'two signatures in the block',
      0,
      changed((tree) => {
        const infos = signerInfosOf(tree)
        infos.children = [...(infos.children ?? []), ...(infos.children ?? [])]
      }),
    ),
    row(
      'another version of the block',
      0,
      'verified',
      changed((tree) => {
        ;(signedDataOf(tree)[0] as DerNode).content = Uint8Array.of(3, 3, 3)
      }),
    ),
    row(
      'no digest algorithms',
      0,
      'verified',
      changed((tree) => {
        ;(signedDataOf(tree)[1] as DerNode).children = []
      }),
    ),
    row(
      'other digest algorithms',
      0,
      'verified',
      changed((tree) => {
        ;(signedDataOf(tree)[1] as DerNode).children = [
          derNode(0x30, [derNode(0x06, Uint8Array.of(0x2a, 3))]),
        ]
      }),
    ),
    policy(
      'the form of JDK 1.1',
      0,
      changed((tree) => {
        tree.children = [tree.children?.[0] as DerNode, tree.children?.[1]?.children?.[0] as DerNode]
      }),
    ),
    row(
      'an issuer that is named by its one part',
      0,
      'verified',
      changed((tree) => {
        const [issuer, serial] = signerInfosOf(tree).children?.[0]?.children?.[1]?.children ?? []
        ;(signerInfosOf(tree).children?.[0]?.children?.[1] as DerNode).children = [
          issuer?.children?.[0] as DerNode,
          serial as DerNode,
        ]
      }),
    ),
    row(
      'a serial number with a zero in front',
      0,
      'verified',
      changed((tree) => {
        const serial = signerInfosOf(tree).children?.[0]?.children?.[1]?.children?.[1] as DerNode
        serial.content = Uint8Array.of(0, ...serial.content)
      }),
    ),
    row(
      'an issuer in capitals',
      0,
      'verified',
      changed((tree) => {
        const value = signerInfosOf(tree).children?.[0]?.children?.[1]?.children?.[0]?.children?.[0]
          ?.children?.[0]?.children?.[1] as DerNode
        value.content = Buffer.from(Buffer.from(value.content).toString().toUpperCase())
      }),
    ),
    policy('another signature file inside the block', 0, otherContent(shop)),
    // Algorithms.
    ...['sha224', 'sha512-224', 'sha512-256', 'sha3-256', 'sha3-512'].map((hash) =>
      row(`an RSA signature with ${hash}`, 0, 'verified', signedWith(shop, rsa, hash)),
    ),
    row('an ECDSA signature with sha3-384', 0, 'verified', signedWith(shop, shop.signer, 'sha3-384')),
    row(
      'another digest than the signature algorithm names',
      0,
      'verified',
      signedWith(shop, rsa, 'sha512', '1.2.840.113549.1.1.11'),
    ),
    row(
      'a digest that Java does not know',
      16,
      'unsigned',
      signedWith(shop, rsa, 'sha256', undefined, '1.2.3.4'),
    ),
    row(
      'an RSA signature that is too short',
      16,
      'tampered',
      shop.edited((all) => rsaEntries(shop, rsa, all, (signature) => signature.subarray(1))),
    ),
    row(
      'an RSA signature of zeros',
      1,
      'tampered',
      shop.edited((all) => rsaEntries(shop, rsa, all, (signature) => new Uint8Array(signature.length))),
    ),
    row(
      'an ECDSA signature that is no pair of numbers',
      16,
      'tampered',
      changed((tree) => {
        const signature = signerInfosOf(tree).children?.[0]?.children?.at(-1) as DerNode
        signature.children = undefined
        signature.content = Buffer.from('x')
      }),
    ),
    row(
      'an ECDSA signature of two zeros',
      1,
      'tampered',
      changed((tree) => {
        const signature = signerInfosOf(tree).children?.[0]?.children?.at(-1) as DerNode
        signature.children = undefined
        signature.content = sequence(integer(0), integer(0))
      }),
    ),
  ]
}

function cutBlock(entry: ZipEntry): ZipEntry {
  return entry.name.endsWith('.EC')
    ? { ...entry, content: Buffer.from(entry.content).subarray(0, -20) }
    : entry
}

function weakSecond(shop: Workshop): ZipEntry[] {
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

function secondBlock(shop: Workshop, signer: Issued): ZipEntry {
  const { signatureFile } = signatureFiles(FILES)
  return {
    name: 'META-INF/T.RSA',
    content: signedData(signatureFile, { signer, certificates: [signer.certificate, ...shop.chain] }),
  }
}

/** All that lies outside of the certificates and the octets, whose encoding somebody else has signed. */
function withoutLengthsOutside(tree: DerNode, withoutLengths: (node: DerNode) => DerNode): DerNode {
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
function reordered(shop: Workshop, change: (attributes: Uint8Array[]) => Uint8Array[]): Uint8Array {
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

function otherContent(shop: Workshop): Uint8Array {
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
function signedWith(
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
function rsaEntries(
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
