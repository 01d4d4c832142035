import { plus } from './entry-edits.ts'
import type { ManifestScene } from './manifest-scene.ts'
import { sha } from './signed-texts.ts'
import type { Case } from './workshop.ts'

/** Cases on the text of the manifest, and on files in META-INF. */
export function manifestTextCases(scene: ManifestScene): Case[] {
  const { shop, row, policy, signed, beside, inSignatureFile, longLine, content, other } = scene
  return [
    // The text of the manifest.
    row('a line of 511 bytes and its end', 0, 'verified', longLine(511)),
    row('a line of 512 bytes and its end', 1, 'malformed', longLine(512)),
    row(
      'a signature file with a line of 512 bytes and its end',
      16,
      'tampered',
      inSignatureFile((text) => text.replace('\r\n', `\r\nX: ${'x'.repeat(509)}\r\n`)),
    ),
    row(
      'a name on two lines',
      1,
      'malformed',
      signed(() => {}, { manifest: (text) => text.replace('Name: a.js', 'Na\r\n me: a.js') }),
    ),
    row(
      'lines that end with LF',
      0,
      'verified',
      signed(() => {}, { end: '\n' }),
    ),
    row(
      'lines that end with CR',
      0,
      'verified',
      signed(() => {}, { end: '\r' }),
    ),
    row(
      'blank lines between sections',
      0,
      'verified',
      signed(() => {}, { manifest: (text) => text.replaceAll('\r\n\r\n', '\r\n\r\n\r\n\r\n') }),
    ),
    policy(
      'a manifest with 25,000 attributes',
      0,
      signed(({ main }) => main.push(...Array.from({ length: 25_000 }, (_, index) => `X${index}: y`))),
    ),
    policy(
      'a signature file with 25,000 blank lines at its end',
      0,
      inSignatureFile((text) => text + '\r\n'.repeat(25_000)),
    ),
    policy(
      'a section twice',
      0,
      signed(({ sections }) => sections.push([...(sections[1] ?? [])])),
    ),
    policy('an attribute twice', 0, beside(`SHA-256-Digest: ${sha(content)}`)),
    policy(
      'a manifest without an end to its last line',
      1,
      signed(() => {}, { manifest: (text) => text.slice(0, -4) }),
    ),
    row('a NUL in an attribute', 0, 'verified', beside('X: a\u0000b')),
    row('Magic', 0, 'verified', beside('Magic: unknown-magic')),
    row(
      'a multi-release file',
      0,
      'verified',
      signed(({ main }) => main.push('Multi-Release: true')),
    ),
    row(
      'no Manifest-Version',
      0,
      'verified',
      signed(({ main }) => main.splice(0, 1, 'X: y')),
    ),
    row(
      'an empty main section',
      0,
      'verified',
      signed(({ main }) => main.splice(0, 1)),
    ),
    row(
      'a section for a directory that is not there',
      0,
      'verified',
      signed(({ sections }) => sections.push(['Name: x/', 'X: y'])),
    ),
    row(
      'names with ./ in front',
      0,
      'verified',
      signed(({ sections }) => sections[1]?.splice(0, 1, 'Name: ./a.js')),
    ),
    row(
      'names with / in front',
      0,
      'verified',
      signed(({ sections }) => sections[1]?.splice(0, 1, 'Name: /a.js')),
    ),
    row(
      'lower-case name and digest',
      0,
      'verified',
      signed(({ sections }) => sections.splice(1, 1, ['name: a.js', `sha-256-digest: ${sha(content)}`])),
    ),
    // Files in META-INF.
    row(
      'a digest for the signature file',
      1,
      'tampered',
      signed(({ sections }) => sections.push(['Name: META-INF/T.SF', `SHA-256-Digest: ${other}`])),
    ),
    row(
      'a digest for the manifest itself',
      0,
      'verified',
      signed(({ sections }) => sections.push(['Name: META-INF/MANIFEST.MF', `SHA-256-Digest: ${other}`])),
    ),
    row(
      'an unsigned file in META-INF',
      16,
      'partially-signed',
      shop.edited(plus({ name: 'META-INF/x.txt', content: 'x' })),
    ),
    row(
      'an unsigned file below META-INF',
      16,
      'partially-signed',
      shop.edited(plus({ name: 'META-INF/x/SIG-T', content: 'x' })),
    ),
    row(
      'an unsigned INDEX.LIST',
      16,
      'partially-signed',
      shop.edited(plus({ name: 'META-INF/INDEX.LIST', content: 'x' })),
    ),
    row(
      'SIG- with a long extension',
      16,
      'partially-signed',
      shop.edited(plus({ name: 'META-INF/SIG-x.long', content: 'x' })),
    ),
    policy('SIG- with a short extension', 0, shop.edited(plus({ name: 'META-INF/SIG-x.sig', content: 'x' }))),
    policy('an empty stray signature file', 0, shop.edited(plus({ name: 'META-INF/X.SF', content: '' }))),
  ]
}
