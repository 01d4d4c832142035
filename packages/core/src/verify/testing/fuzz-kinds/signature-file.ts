import { entriesOf, sha, signedTexts } from '../signed-texts.ts'
import { FILES } from '../workshop.ts'
import { zipFile } from '../zip-file.ts'
import type { FuzzKind } from './fuzz-kind.ts'
import { changeText } from './text-changes.ts'

/** Changes the signature file, and signs the result. */
export const kind: FuzzKind = {
  name: 'signature-file',
  mutant(random, shop) {
    const done: string[] = []
    const texts = signedTexts()
    const withoutBlankLines = random.oneIn(6)
    let manifest = ''
    const sections = new Map(texts.sections.map((lines) => [lines[0]?.slice('Name: '.length) ?? '', lines]))
    const bytes = zipFile(
      entriesOf(shop, texts, {
        withoutBlankLines,
        manifest: (text) => {
          manifest = text
          return text
        },
        signatureFile(text) {
          let changed = random.oneIn(2) ? text.replace(/^SHA-256-Digest-Manifest: .*\r\n/m, '') : text
          if (random.oneIn(4)) changed = changed.replace(/^SHA-256-Digest-Manifest-Main.*\r\n/m, '')
          for (let left = 1 + random.below(3); left > 0; left--) {
            const { what, text: next } = changeText(changed, random, (name, hash, outputLength) => {
              const lines = sections.get(name)
              const section =
                lines === undefined ? manifest : `${lines.join('\r\n')}\r\n${random.oneIn(8) ? '' : '\r\n'}`
              return sha(section, hash, outputLength)
            })
            done.push(what)
            changed = next
          }
          return changed
        },
        files: FILES,
      }),
    )
    return { what: done.join(', '), bytes }
  },
}
