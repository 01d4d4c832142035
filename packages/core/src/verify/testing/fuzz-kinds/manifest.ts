import type { Random } from '@tacosmith/test-kit'
import { entriesOf, sha, signedTexts, type TextOptions } from '../signed-texts.ts'
import { FILES } from '../workshop.ts'
import { zipFile } from '../zip-file.ts'
import type { FuzzKind } from './fuzz-kind.ts'
import { changeText, FILE_NAMES } from './text-changes.ts'

/** Changes the manifest; the signature file digests the result and is signed. */
export const kind: FuzzKind = {
  name: 'manifest',
  mutant(random, shop) {
    const done: string[] = []
    const options = randomOptions(random)
    const bytes = zipFile(
      entriesOf(shop, signedTexts(), {
        ...options,
        manifest(text) {
          let changed = text
          for (let left = 1 + random.below(3); left > 0; left--) {
            const { what, text: next } = changeText(changed, random, digestFor)
            done.push(what)
            changed = next
          }
          return changed
        },
        // Without the digest of the whole manifest, those of the sections count.
        signatureFile: (text) =>
          random.oneIn(4) ? text.replace(/^[\w-]+-Digest-Manifest: .*$/m, 'X: y') : text,
      }),
    )
    return { what: done.join(', '), bytes }
  },
}

function randomOptions(random: Random): TextOptions {
  return {
    end: random.pick(['\r\n', '\r\n', '\r\n', '\n', '\r']),
    withoutBlankLines: random.oneIn(10),
    digest: random.oneIn(20) ? 'SHA1' : 'SHA-256',
  }
}

function digestFor(name: string, hash: string, outputLength?: number): string {
  const file = FILE_NAMES.find((one) => one === name)
  return sha(Buffer.from(file === undefined ? 'x' : (FILES[file] ?? '')), hash, outputLength)
}
