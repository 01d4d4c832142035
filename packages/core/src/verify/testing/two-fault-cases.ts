import { type DerNode, encodeDerTree, parseDerTree } from '@tacosmith/test-kit'
import type { BlockScene } from './block-scene.ts'
import type { BlockOptions, ManifestOptions } from './hand-made-signature.ts'
import type { Case } from './workshop.ts'
import { zipFile } from './zip-file.ts'

const MESSAGE_DIGEST = '2a864886f70d010904'

/** Cases with two faults, of which Java comes to one first. */
export function twoFaultCases({ shop, short, row, signerInfosOf }: BlockScene): Case[] {
  const good = shop.token()
  const token = (signature: Uint8Array): Uint8Array => withoutMessageDigest(good(signature))
  const withoutSignature = (block: Partial<BlockOptions>, manifest: ManifestOptions): Uint8Array => {
    const [first, signatureFile, { name, content } = { name: '', content: '' }, ...others] = shop.entries(
      block,
      manifest,
    )
    const tree = parseDerTree(content as Uint8Array)
    signerInfosOf(tree).children = []
    const changed = { name, content: encodeDerTree(tree) }
    return zipFile([first, signatureFile, changed, ...others].filter((entry) => entry !== undefined))
  }
  return [
    row('a timestamp with an attribute without a value', 1, 'tampered', shop.file({ token })),
    row(
      'RSA-512 under a timestamp with an attribute without a value',
      1,
      'tampered',
      shop.file({ signer: short, token }),
    ),
    row('RSA-512 under a good timestamp', 16, 'weak', shop.file({ signer: short, token: good })),
    row(
      'no signature in the block of a signature file of another version',
      16,
      'unsigned',
      withoutSignature({}, { signatureVersion: '2.0' }),
    ),
  ]
}

/** A token whose attribute for the digest has no value, which no signature can hold for. */
function withoutMessageDigest(token: Uint8Array): Uint8Array {
  const tree = parseDerTree(token)
  const attribute = attributeIn(tree)
  const values = attribute?.children?.[1]
  if (values === undefined) throw new Error('the token signs no digest')
  values.children = []
  return encodeDerTree(tree)
}

function attributeIn(node: DerNode): DerNode | undefined {
  const [first] = node.children ?? []
  if (first?.content && Buffer.from(first.content).toString('hex') === MESSAGE_DIGEST) return node
  for (const child of node.children ?? []) {
    const found = attributeIn(child)
    if (found !== undefined) return found
  }
  return undefined
}
