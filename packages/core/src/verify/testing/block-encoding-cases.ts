import { type DerNode, derNode, encodeDerTree, parseDerTree } from '@tacosmith/test-kit'
import { EXPECTED_BLOCK, otherContent, withoutLengthsOutside } from './block-changes.ts'
import type { BlockScene } from './block-scene.ts'
import { replace } from './entry-edits.ts'
import type { Case } from './workshop.ts'

/** Cases on the encoding of a block, and on what its fields say. */
export function blockEncodingCases(scene: BlockScene): Case[] {
  const { shop, row, policy, blockOf, withBlock, withoutLengths, signedDataOf, signerInfosOf, changed } =
    scene
  return [
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
  ]
}
