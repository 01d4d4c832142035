import { cutBlock, secondBlock, weakSecond } from './block-changes.ts'
import type { BlockScene } from './block-scene.ts'
import { plus } from './entry-edits.ts'
import type { Case } from './workshop.ts'

/** Blocks that Java passes over beside a good one, and second blocks. */
export function ignoredBlockCases(scene: BlockScene): Case[] {
  const { shop, row, policy, bad, unknownExtension, encipherment, short, rsa, otherKey, second, beside } =
    scene
  return [
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
      beside({ signer: { ...shop.signer, privateKey: otherKey } }),
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
  ]
}
