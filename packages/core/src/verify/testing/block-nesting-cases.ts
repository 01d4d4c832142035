import { type DerNode, derNode } from '@tacosmith/test-kit'
import { element, sequence } from '../../format/der/der-writer.ts'
import type { BlockScene } from './block-scene.ts'
import type { Case } from './workshop.ts'

const CONSTRUCTED_OCTETS = 0x24

/** Blocks and tokens that nest deeper than anybody writes them: JDKs read much of it, until they run out of stack. */
export function blockNestingCases(scene: BlockScene): Case[] {
  const { shop, policy, row, changed, signedDataOf, signerInfosOf, signed, certificateHash, issuerSerial } =
    scene
  const contentIn = (levels: number): Uint8Array =>
    changed((tree) => {
      const content = signedDataOf(tree)[2] as DerNode
      const text = Buffer.from(shop.entries()[1]?.content ?? '')
      content.children = [content.children?.[0] as DerNode, derNode(0xa0, [octets(text, levels)])]
    })
  return [
    row('content in three pieces of pieces', 0, 'verified', contentIn(3)),
    policy('content in twenty pieces of pieces', 0, contentIn(20)),
    policy(
      'parts without lengths more than a hundred deep',
      0,
      changed((tree) => {
        for (const node of [tree, tree.children?.[1], tree.children?.[1]?.children?.[0]])
          (node as DerNode).length = 'indefinite'
        const digests = signedDataOf(tree)[1] as DerNode
        digests.length = 'indefinite'
        digests.children = [
          { ...derNode(0x30, [derNode(0x06, Uint8Array.of(0x2a, 3)), nested(120)]), length: 'indefinite' },
        ]
        signerInfosOf(tree).length = 'indefinite'
      }),
    ),
    policy(
      'ESSCertID with bytes behind its certificate that are no element',
      0,
      signed(ESS_CERT_ID, sequence(sequence(element(0x30, certificateHash, issuerSerial, NO_ELEMENT)))),
    ),
    policy(
      'ESSCertID with bytes behind its policies that are no element',
      0,
      signed(ESS_CERT_ID, element(0x30, sequence(sequence(certificateHash)), sequence(), NO_ELEMENT)),
    ),
  ]
}

const ESS_CERT_ID = '1.2.840.113549.1.9.16.2.12'
const NO_ELEMENT = Buffer.from([0xff])

function octets(content: Uint8Array, levels: number): DerNode {
  if (levels === 0) return derNode(0x04, content)
  return derNode(CONSTRUCTED_OCTETS, [octets(content, levels - 1)])
}

function nested(levels: number): DerNode {
  return { ...derNode(0x30, levels === 0 ? [] : [nested(levels - 1)]), length: 'indefinite' }
}
