import { makeRandomly } from '../generator/random-authority.ts'
import { makeToken } from '../generator/random-token.ts'
import { zipFile } from '../zip-file.ts'
import { RARELY } from './certificate.ts'
import { anchorsOf, HARDLY_EVER, makeSigner, randomRoot, signerOptions } from './chain.ts'
import type { FuzzKind } from './fuzz-kind.ts'

/** A timestamp whose TSTInfo, attributes or structure is odd, signed again by its authority. */
export const kind: FuzzKind = {
  name: 'token',
  anchors: (random) => anchorsOf(random).map(({ certificate }) => certificate),
  mutant(random, shop) {
    const root = randomRoot(random)
    const rarely = random.pick([RARELY, HARDLY_EVER])
    const authority = makeRandomly(random, 'authority', root, rarely)
    const stamp = makeSigner(random, 'timestamps', authority, rarely)
    const certificates = [stamp.certificate, authority.certificate]
    let what = ''
    const token = (signature: Uint8Array): Uint8Array => {
      const made = makeToken(
        random,
        stamp,
        random.oneIn(6) ? certificates.toReversed() : certificates,
        signature,
      )
      what = made.what
      return made.bytes
    }
    const leaf = random.oneIn(8) ? undefined : makeSigner(random, 'signer', authority, rarely)
    const block =
      leaf === undefined
        ? { token }
        : { ...signerOptions(leaf), certificates: [leaf.certificate, authority.certificate], token }
    return { bytes: zipFile(shop.entries(block)), what }
  },
}
