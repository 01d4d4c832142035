import { createHash } from 'node:crypto'
import { type DerNode, encodeDerTree, KEY_USAGE, parseDerTree } from '@tacosmith/test-kit'
import { element, objectIdentifier, octetString, sequence } from '../../format/der/der-writer.ts'
import { readCertificate } from '../../format/x509/certificate.ts'
import { EXPECTED_BLOCK } from './block-changes.ts'
import { plus } from './entry-edits.ts'
import type { BlockOptions } from './hand-made-signature.ts'
import type { Case, Workshop } from './workshop.ts'
import type { ZipEntry } from './zip-file.ts'

/** What the cases on signature blocks share: rows, certificates, and ways to change a block. */
export type BlockScene = Awaited<ReturnType<typeof blockScene>>

export async function blockScene(shop: Workshop) {
  return {
    shop,
    ...caseRows(),
    ...blockEdits(shop),
    ...secondSignatures(shop),
    ...(await certificates(shop)),
  }
}

function caseRows() {
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
  return { row, policy, bad }
}

/** Changes to the tree of a good block. */
function blockEdits(shop: Workshop) {
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
  return { signed, time, blockOf, withBlock, withoutLengths, signedDataOf, signerInfosOf, changed }
}

async function certificates(shop: Workshop) {
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
  const { privateKey: otherKey } = await shop.authority.issue()
  const { issuerDer, serialDer } = readCertificate(shop.signer.certificate, 'test')
  const certificateHash = octetString(createHash('sha1').update(shop.signer.certificate).digest())
  const issuerSerial = sequence(sequence(element(0xa4, issuerDer)), serialDer)
  return { unknownExtension, encipherment, short, rsa, otherKey, certificateHash, issuerSerial }
}

/** Further signatures beside a good one. */
function secondSignatures(shop: Workshop) {
  const second = (options: Partial<BlockOptions>): ZipEntry[] =>
    shop.entries(options, {}, 'SECOND').slice(1, 3)
  const beside = (options: Partial<BlockOptions>): Uint8Array => shop.edited(plus(...second(options)))
  return { second, beside }
}
