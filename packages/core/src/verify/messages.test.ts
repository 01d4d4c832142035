import { expect, test } from 'vitest'
import { NULL, objectIdentifier, sequence } from '../format/der/der-writer.ts'
import { type Verdict, verifyTaco } from './index.ts'
import { archiveCases } from './testing/archive-cases.ts'
import { EXTENSION, nameOf } from './testing/generator/certificate-maker.ts'
import {
  alternative,
  directory,
  email,
  names,
  policies,
  qualified,
  requirePolicy,
} from './testing/generator/chain-extensions.ts'
import { authority, type RecipeOptions, signedBy, signer, trustedRoot } from './testing/generator/recipe.ts'
import { Workshop } from './testing/workshop.ts'

const shop = await Workshop.open()
const root = trustedRoot(shop, { parts: { subject: nameOf('CN=Root') } })

async function judge(bytes: Uint8Array): Promise<Verdict> {
  return await verifyTaco(bytes, { trust: shop.trusted })
}

/** A file of a signer below an authority that are as asked for. */
function below(middle: RecipeOptions, leaf: RecipeOptions = {}): Uint8Array {
  const issuer = authority({ issuer: root, parts: { subject: nameOf('CN=Middle') }, ...middle })
  return signedBy(shop, [
    signer(issuer, { ...leaf, parts: { subject: nameOf('CN=Leaf'), ...leaf.parts } }),
    issuer,
  ])
}

const unknown = { oid: '1.2.3.4.5', critical: true, value: NULL }
const adobe = { oid: '1.2.840.113583.1.1.10', critical: true, value: NULL }

test.each<[string, string, Uint8Array]>([
  [
    'an authority that is none',
    'the certificate "CN=Middle" issued the next one, but is not an authority (basicConstraints)',
    below({ without: [EXTENSION.basicConstraints] }),
  ],
  [
    'names that are excluded',
    'the certificate "CN=Leaf" has a name that the authorities above it do not allow (its subject, or a directory name beside it)',
    below({ extensions: [names([], [directory('CN=Leaf')])] }),
  ],
  [
    'an e-mail address that is not permitted',
    'the certificate "CN=Leaf" has a name that the authorities above it do not allow (a@example.org)',
    below(
      { extensions: [names([email('example.com')])] },
      { extensions: [alternative(email('a@example.org'))] },
    ),
  ],
  [
    'a policy that is missing',
    'the certificate "CN=Leaf" requires a policy that its chain does not have',
    below({ extensions: [policies('1.2.3'), requirePolicy(0)] }, { extensions: [policies('1.2.4')] }),
  ],
  [
    'critical policies with qualifiers',
    'the certificate "CN=Middle" has critical policies with qualifiers, which Java does not support',
    below({ extensions: [{ ...qualified('1.2.3'), critical: true }] }),
  ],
  [
    'a critical extension',
    'the certificate "CN=Middle" has a critical extension that Java does not process (1.2.3.4.5)',
    below({ extensions: [unknown] }),
  ],
  [
    'a critical extension with a name',
    'the certificate "CN=Middle" has a critical extension that Java does not process (Adobe\'s ppkLiteCredential, 1.2.840.113583.1.1.10)',
    below({ extensions: [adobe] }),
  ],
])('a chain below a known root that fails because of %s', async (_, reason, bytes) => {
  const { problems, signers } = await judge(bytes)
  const [problem] = problems.filter(({ rule }) => rule === 'taco-chain-untrusted')
  expect(problem?.message).toBe(`the signer "CN=Leaf" is not trusted: ${reason}`)
  expect(problem?.help).toBe(
    'The root is in the truststore, so that importing it changes nothing. Ask the authority for a certificate whose chain Java accepts, and sign again.',
  )
  expect(signers[0]?.reachesRoot).toBe(true)
  expect(signers[0]?.chain.map(({ subject }) => subject)).toEqual(['CN=Leaf', 'CN=Middle', 'CN=Root'])
})

test('a root of another name is told as missing', async () => {
  const foreign = authority({ parts: { subject: nameOf('CN=Foreign') } })
  const leaf = signer(foreign, { parts: { subject: nameOf('CN=Leaf') } })
  const alone = await judge(signedBy(shop, [leaf]))
  expect(alone.problems[0]).toMatchObject({
    message:
      'the signer "CN=Leaf" is not trusted: the certificate of "CN=Foreign", which issued "CN=Leaf", is neither in the file nor in the truststore',
    help: expect.stringContaining('If that is an intermediate certificate, sign again with the whole chain.'),
  })
  expect(alone.signers[0]).toMatchObject({ reachesRoot: false })
  const whole = await judge(signedBy(shop, [leaf, foreign]))
  expect(whole.problems[0]).toMatchObject({
    message: 'the signer "CN=Leaf" is not trusted: the root "CN=Foreign" is not in the truststore',
    help: expect.stringContaining('import its root there'),
  })
})

test('a root of the right name and another key is not the one', async () => {
  const namesake = authority({ parts: { subject: nameOf('CN=Root') } })
  const { problems, signers } = await judge(signedBy(shop, [signer(namesake), namesake]))
  expect(problems[0]?.help).toContain('import its root there')
  expect(signers[0]).toMatchObject({ reachesRoot: false })
})

test('a critical extension of the signer is named', async () => {
  const { problems } = await judge(below({}, { extensions: [unknown] }))
  expect(problems[0]?.message).toBe(
    'Java passes over the signature in META-INF/T.EC: the certificate "CN=Leaf" has a critical extension that Java does not know (1.2.3.4.5)',
  )
})

test.each([
  [
    'an entry packed with bzip2',
    'entry "a.js" is packed with bzip2 (compression method 12); only stored and deflated entries are allowed',
  ],
  ['an encrypted entry', 'entry "a.js" is encrypted'],
  ['text', 'its last 22 bytes are not an end-of-directory record (cut short, a comment, or bytes after it)'],
])('of %s it is said that no JDK opens it', async (name, reason) => {
  const one = (await archiveCases(shop)).find((made) => made.name === name)
  const { problems, jarsignerExit } = await judge(one?.bytes ?? new Uint8Array())
  expect(jarsignerExit).toBe(1)
  expect(problems).toMatchObject([
    {
      message: `the file is not a well-formed archive: ${reason}`,
      help: 'No JDK can open this file. Package the connector again; a .taco that was edited or cut short cannot be repaired.',
    },
  ])
})

test('a PKCS #1 v1.5 signature by a key for RSA-PSS', async () => {
  const pss = await shop.authority.issue({ key: 'rsa-pss', commonName: 'PSS' })
  const { problems } = await judge(
    shop.file({
      signer: pss,
      signatureAlgorithm: sequence(objectIdentifier('1.2.840.113549.1.1.11'), NULL),
    }),
  )
  expect(problems[0]).toMatchObject({
    message:
      'the signature in META-INF/T.RSA cannot be verified: it is a PKCS #1 v1.5 signature, but the key is for RSA-PSS only',
    help: 'Java may accept this file; tacosmith refuses it because such a key must sign with RSA-PSS only (RFC 4055). Sign the file again.',
  })
})

test('a timestamp of the future', async () => {
  const time = new Date(Date.now() + 10 * 24 * 60 * 60 * 1000)
  const { problems } = await judge(shop.file({ token: shop.token({ time }) }))
  expect(problems.map(({ message }) => message).join('\n')).toContain('its time is in the future (')
})
