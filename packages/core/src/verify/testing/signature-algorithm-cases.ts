import type { DerNode } from '@tacosmith/test-kit'
import { integer, sequence } from '../../format/der/der-writer.ts'
import { rsaEntries, signedWith } from './block-changes.ts'
import type { BlockScene } from './block-scene.ts'
import { blockSignatureCases } from './odd-signature-cases.ts'
import type { Case } from './workshop.ts'

/** Cases on the algorithms of a signature, and on signatures of a wrong form. */
export function signatureAlgorithmCases(scene: BlockScene): Case[] {
  const { shop, row, signerInfosOf, changed, rsa } = scene
  return [
    ...blockSignatureCases(shop),
    ...['sha224', 'sha512-224', 'sha512-256', 'sha3-256', 'sha3-512'].map((hash) =>
      row(`an RSA signature with ${hash}`, 0, 'verified', signedWith(shop, rsa, hash)),
    ),
    row('an ECDSA signature with sha3-384', 0, 'verified', signedWith(shop, shop.signer, 'sha3-384')),
    ...['sha512-224', 'sha512-256'].map(
      (hash): Case => ({
        name: `an ECDSA signature with ${hash}`,
        kind: 'policy',
        bytes: signedWith(shop, shop.signer, hash, '1.2.840.10045.4.3.4'),
      }),
    ),
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
