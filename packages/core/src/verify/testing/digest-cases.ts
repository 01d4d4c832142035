import type { ManifestScene } from './manifest-scene.ts'
import { oldDigestCases } from './old-digest-cases.ts'
import { sha } from './signed-texts.ts'
import type { Case } from './workshop.ts'

/** Cases on the digests in the manifest and in the signature file. */
export function digestCases(scene: ManifestScene): Case[] {
  const { row, policy, signed, beside, instead, inSignatureFile, content, other, longSha, noWhole } = scene
  return [
    ...oldDigestCases(scene.shop),
    // Digests of entries.
    ...['SHA-224', 'SHA3-256', 'SHA3-512', 'SHA256', 'Sha512', 'SHA'].map((name) =>
      row(`a wrong ${name} digest beside a right one`, 1, 'tampered', beside(`${name}-Digest: ${other}`)),
    ),
    row('a wrong SHA-1 digest beside a right one', 0, 'verified', beside(`SHA-1-Digest: ${other}`)),
    row('a wrong MD5 digest beside a right one', 0, 'verified', beside(`MD5-Digest: ${other}`)),
    row('a digest of another name beside a right one', 0, 'verified', beside(`X-Digest: ${other}`)),
    row('SHA-224 alone', 0, 'verified', instead(`SHA-224-Digest: ${sha(content, 'sha224')}`)),
    row('SHA256 without a hyphen alone', 0, 'verified', instead(`SHA256-Digest: ${sha(content)}`)),
    row('SHA3-384 alone', 0, 'verified', instead(`SHA3-384-Digest: ${sha(content, 'sha3-384')}`)),
    ...[
      {
        name: 'a wrong SHAKE128-256 digest beside a right one',
        bytes: beside(`SHAKE128-256-Digest: ${other}`),
      },
      {
        name: 'SHAKE256-512 alone',
        bytes: instead(`SHAKE256-512-Digest: ${sha(content, 'shake256', 64)}`),
      },
      {
        name: 'SHAKE128 in the signature file',
        bytes: inSignatureFile((text) =>
          text.replace(/Digest-Manifest: .*/, `$&\r\nSHAKE128-Digest-Manifest: ${other}`),
        ),
      },
    ].map((one): Case => ({ ...one, kind: 'policy' })),
    policy('SHA alone', 0, instead(`SHA-Digest: ${sha(content, 'sha1')}`)),
    row('MD2 alone', 16, 'weak', instead(`MD2-Digest: ${other}`)),
    row('a digest that Java does not know alone', 1, 'tampered', instead(`X-Digest: ${other}`)),
    row('no digest in a section', 1, 'tampered', instead(`X-Note: ${other}`)),
    row('a digest without a name', 1, 'tampered', instead(`-Digest: ${sha(content)}`)),
    row('a digest that is no Base64', 1, 'tampered', instead('SHA-256-Digest: A')),
    row('a digest that is too short', 1, 'tampered', instead('SHA-256-Digest: AAAA')),
    row('an empty digest', 1, 'tampered', instead('SHA-256-Digest: ')),
    row(
      'a digest without padding',
      0,
      'verified',
      instead(`SHA-256-Digest: ${sha(content).replace('=', '')}`),
    ),
    row(
      'a digest with other characters in between',
      0,
      'verified',
      instead(`SHA-256-Digest: ${sha(content).replace(/^(.{7})/, '$1 !')}`),
    ),
    row('digits behind the padding of a digest', 1, 'tampered', instead(`SHA-256-Digest: ${sha(content)}A`)),
    // Digests of the manifest.
    policy(
      'a digest named like the attribute of a weak one before it',
      16,
      inSignatureFile((text) =>
        noWhole(text).replace(
          'Signature-Version: 1.0\r\n',
          `$&SHA1-Digest-Manifest: ${other}\r\nSHA1-DIGEST-MANIFEST-Digest-Manifest: ${other}\r\n`,
        ),
      ),
    ),
    row(
      'a wrong digest of the whole manifest',
      0,
      'verified',
      inSignatureFile((text) => text.replace(/(Digest-Manifest: )..../, '$1AAAA')),
    ),
    row(
      'a wrong digest of the whole manifest beside a right one',
      0,
      'verified',
      inSignatureFile((text) =>
        text.replace('\r\n\r\n', `\r\nSHA3-256-Digest-Manifest: ${longSha('sha3-256')}\r\n\r\n`),
      ),
    ),
    row(
      'wrong digests of main section and sections under a right one of the whole',
      0,
      'verified',
      inSignatureFile((text) => text.replaceAll(/((?:Attributes|-Digest): )..../g, '$1AAAA')),
    ),
    row(
      'a section for nothing under a digest of the whole manifest',
      0,
      'verified',
      inSignatureFile((text) => `${text}Name: b.js\r\nSHA-256-Digest: ${other}\r\n\r\n`),
    ),
    row(
      'a section for nothing without a digest of the whole manifest',
      1,
      'tampered',
      inSignatureFile((text) => `${noWhole(text)}Name: b.js\r\nSHA-256-Digest: ${other}\r\n\r\n`),
    ),
    policy(
      'no digest of the whole manifest or its main section',
      0,
      inSignatureFile((text) => text.replaceAll(/SHA-256-Digest-Manifest.*\r\n/g, '')),
    ),
    row(
      'a main section proved by a digest that Java does not know',
      16,
      'unsigned',
      inSignatureFile((text) =>
        noWhole(text).replace('SHA-256-Digest-Manifest-Main', 'X-Digest-Manifest-Main'),
      ),
    ),
    row(
      'a wrong SHA-512 digest of the main section beside a right one',
      1,
      'tampered',
      inSignatureFile((text) =>
        noWhole(text).replace(
          '\r\n\r\n',
          `\r\nSHA-512-Digest-Manifest-Main-Attributes: ${longSha('sha512')}\r\n\r\n`,
        ),
      ),
    ),
    row(
      'a wrong SHA3-256 digest of a section beside a right one',
      1,
      'tampered',
      inSignatureFile((text) =>
        noWhole(text).replace('Name: a.js\r\n', `Name: a.js\r\nSHA3-256-Digest: ${longSha('sha3-256')}\r\n`),
      ),
    ),
    row(
      'a section in the signature file without a digest that Java knows',
      16,
      'partially-signed',
      inSignatureFile((text) => noWhole(text).replace('Name: a.js\r\nSHA-256-', 'Name: a.js\r\nX-')),
    ),
    row(
      'digests of sections without their blank lines',
      0,
      'verified',
      signed(() => {}, { withoutBlankLines: true, signatureFile: noWhole }),
    ),
    {
      name: 'digests of sections made in two ways',
      kind: 'policy',
      bytes: signed(() => {}, {
        signatureFile: (text) =>
          noWhole(text).replace(
            /(Name: a\.js\r\nSHA-256-Digest: ).*/,
            `$1${sha(`Name: a.js\r\nSHA-256-Digest: ${sha(content)}\r\n`)}`,
          ),
      }),
    },
    {
      name: 'a digest of the whole manifest that is no Base64',
      kind: 'bad',
      status: 'tampered',
      bytes: inSignatureFile((text) => text.replace(/(Digest-Manifest: ).*/, '$1A')),
    },
    row(
      'SHA-1 in the signature file alone',
      16,
      'weak',
      signed(() => {}, { digest: 'SHA1' }),
    ),
  ]
}
