import { blockEncodingCases } from './block-encoding-cases.ts'
import { blockNestingCases } from './block-nesting-cases.ts'
import { blockScene } from './block-scene.ts'
import { ignoredBlockCases } from './ignored-block-cases.ts'
import { signatureAlgorithmCases } from './signature-algorithm-cases.ts'
import { signedAttributeCases } from './signed-attribute-cases.ts'
import { twoFaultCases } from './two-fault-cases.ts'
import type { Case, Workshop } from './workshop.ts'

/** Cases on the signature block: its encoding, its attributes, its algorithms, and blocks that Java passes over. */
export async function blockCases(shop: Workshop): Promise<Case[]> {
  const scene = await blockScene(shop)
  return [
    ...ignoredBlockCases(scene),
    ...signedAttributeCases(scene),
    ...blockEncodingCases(scene),
    ...blockNestingCases(scene),
    ...signatureAlgorithmCases(scene),
    ...twoFaultCases(scene),
  ]
}
