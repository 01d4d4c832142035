import { generalizedTime, toIssued, utcTime } from './generator/certificate-maker.ts'
import { signer, stamper, trustedRoot } from './generator/recipe.ts'
import { tokenOf } from './generator/token-recipe.ts'
import { entriesOf, type SignedTexts, sha, signedTexts, type TextOptions } from './signed-texts.ts'
import { type Case, FILES, inDays, type Workshop } from './workshop.ts'
import { zipFile } from './zip-file.ts'

const OLD = { notBefore: utcTime(inDays(-6000)), notAfter: utcTime(inDays(900)) }

/** Cases on SHA-1 digests, which JDKs heed in a file that was stamped before 2019. */
export function oldDigestCases(shop: Workshop): Case[] {
  const root = trustedRoot(shop)
  const { certificate, key } = signer(root, { parts: OLD })
  const authority = stamper(root, { parts: OLD })
  const signed = (time: Date, texts: SignedTexts, options: TextOptions = {}): Uint8Array => {
    const block = {
      signer: toIssued(certificate, key.privateKey, key.publicKey),
      certificates: [certificate],
      token: tokenOf({ authority, time: generalizedTime(time) }),
    }
    return zipFile(entriesOf(shop, texts, { ...options, block }))
  }
  const before = new Date('2018-12-31T23:59:59Z')
  const policy = (name: string, exit: number, texts: SignedTexts, options?: TextOptions): Case => ({
    ...{ name, kind: 'policy', exit, bytes: signed(before, texts, options) },
  })
  const wrong = beside(() => sha('something else', 'sha1'))
  return [
    policy('a wrong SHA-1 digest beside a right one, stamped before 2019', 1, wrong),
    policy('a right SHA-1 digest beside another right one, stamped before 2019', 0, beside(sha1)),
    policy('SHA-1 digests alone, stamped before 2019', 0, alone()),
    policy('SHA-1 digests in the signature file, stamped before 2019', 0, signedTexts(), { digest: 'SHA1' }),
    {
      ...{
        name: 'a wrong SHA-1 digest beside a right one, stamped in 2019',
        kind: 'row',
        exit: 0,
        status: 'verified',
      },
      bytes: signed(new Date('2019-01-01T00:00:00Z'), wrong),
    },
  ]
}

function sha1(content: string): string {
  return sha(Buffer.from(content), 'sha1')
}

/** SHA-1 digests of entries beside the usual ones. */
function beside(digest: (content: string) => string): SignedTexts {
  const contents = Object.values(FILES)
  const { main, sections } = signedTexts()
  return {
    main,
    sections: sections.map((lines, index) => [...lines, `SHA1-Digest: ${digest(contents[index] ?? '')}`]),
  }
}

function alone(): SignedTexts {
  const { main, sections } = beside(sha1)
  return { main, sections: sections.map((lines) => lines.filter((line) => !line.startsWith('SHA-256'))) }
}
