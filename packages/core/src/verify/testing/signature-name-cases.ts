import { objectIdentifier, sequence, set } from '../../format/der/der-writer.ts'
import { inEntry, plus } from './entry-edits.ts'
import type { BlockOptions } from './hand-made-signature.ts'
import { entriesOf, signedTexts } from './signed-texts.ts'
import { type Case, FILES, type Workshop } from './workshop.ts'
import { type ZipEntry, zipFile } from './zip-file.ts'

const SIGNING_TIME = '1.2.840.113549.1.9.5'

/** Cases on what the files of a signature are called, and where they lie. */
export function signatureNameCases(shop: Workshop): Case[] {
  const bad = (name: string, bytes: Uint8Array, exit?: number): Case => ({
    ...{ name, kind: 'bad', bytes },
    ...(exit !== undefined && { exit }),
  })
  const lenient = (name: string, bytes: Uint8Array): Case => ({ name, kind: 'lenient', bytes })
  const manifestAs = (name: string): Uint8Array => shop.edited(inEntry('META-INF/MANIFEST.MF', { name }))
  const pairAs = (signatureFile: string, block: string): Uint8Array =>
    shop.edited((all) =>
      inEntry('META-INF/T.EC', { name: `META-INF/${block}.EC` })(
        inEntry('META-INF/T.SF', { name: `META-INF/${signatureFile}.SF` })(all),
      ),
    )
  const blockFirst = (signatureFile: string, block: string, other?: string): Uint8Array => {
    const [manifest, text, good, ...files] = shop.entries()
    const also = other === undefined ? [] : shop.entries({}, {}, other).slice(1, 3)
    const pair = [
      { ...(good as ZipEntry), name: `META-INF/${block}.EC` },
      { ...(text as ZipEntry), name: `META-INF/${signatureFile}.SF` },
    ]
    return zipFile([manifest as ZipEntry, ...pair, ...also, ...files])
  }
  /** It proves the sections of the other files only, so that it can have some itself. */
  const inFolder = (block: Partial<BlockOptions>, folder = 'folder'): Uint8Array => {
    const pair = shop.entries(block, { withoutWholeDigest: true }).slice(1, 3)
    const nested = pair.map(({ name, content }) => [name.replace('INF/', `INF/${folder}/`), content])
    const files = { ...FILES, ...Object.fromEntries(nested) }
    return zipFile(entriesOf(shop, signedTexts(files), { files }))
  }
  return [
    // Java finds no manifest, and nothing wrong with that.
    bad('a manifest with a dotless i in its name', manifestAs('META-INF/MANıFEST.MF'), 0),
    bad('a manifest with a long s in its name', manifestAs('META-INF/MANIFEſT.MF'), 0),
    bad('a manifest in a folder with a dotless i in its name', manifestAs('META-ıNF/MANIFEST.MF'), 0),
    lenient(
      'a signature file and a block before it whose names are a K and a Kelvin sign',
      blockFirst('K', '\u212a'),
    ),
    bad('two signatures whose names are forms of the letter i', blockFirst('I', 'I', '\u0130')),
    lenient(
      'a signature file inside its block, and none beside it',
      zipFile(shop.entries({ embed: true }).toSpliced(1, 1)),
    ),
    // Java fails at the block.
    bad(
      'a block with an attribute without a value, without a manifest',
      zipFile(shop.entries({ signedAttributes: [sequence(objectIdentifier(SIGNING_TIME), set())] }).slice(1)),
      1,
    ),
    bad(
      'an unsigned file whose extension is SF with a long s',
      shop.edited(plus({ name: 'META-INF/X.ſF', content: 'x' })),
      0,
    ),
    lenient('a good signature in a folder below META-INF', inFolder({})),
    bad(
      'a signature without its chain in a folder below META-INF',
      inFolder({ certificates: [shop.signer.certificate] }),
    ),
    bad(
      'a signature without its chain in a folder whose name is a line separator',
      inFolder({ certificates: [shop.signer.certificate] }, '\u2028'),
    ),
    bad(
      'an unsigned .SF in a folder below META-INF',
      shop.edited(plus({ name: 'META-INF/x/T.SF', content: 'x' })),
      16,
    ),
    lenient('a signature file and a block that differ in the case of an umlaut', pairAs('ä', 'Ä')),
    bad('a signature file and a block that differ in the case of a letter of Unicode 14', pairAs('ⱟ', 'Ⱟ')),
  ]
}
