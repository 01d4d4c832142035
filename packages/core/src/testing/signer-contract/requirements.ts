import assert from 'node:assert/strict'
import { verify, X509Certificate } from 'node:crypto'
import { inspect } from 'node:util'
import { isErrorCode, TacosmithError } from '../../errors.ts'
import { writeArchive } from '../../format/zip/index.ts'
import { signTaco } from '../../sign/index.ts'
import type { DigestAlgorithm, Signer, ToBeSigned } from '../../sign/signer.ts'
import type { ClosableSigner, FailureUnderTest, KeyUnderTest, SignerUnderTest } from './signer-under-test.ts'

/** Uses a signer, and closes it. */
export async function withSigner<Result>(
  opened: ClosableSigner | Promise<ClosableSigner>,
  use: (signer: ClosableSigner) => Promise<Result>,
): Promise<Result> {
  const signer = await opened
  try {
    return await use(signer)
  } finally {
    await signer.close?.()
  }
}

/** Waits for work that is slow on purpose. */
export async function inHaste<Result>(
  { hurry }: SignerUnderTest,
  work: () => Promise<Result>,
): Promise<Result> {
  return hurry === undefined ? await work() : await hurry(work)
}

/** The key that most checks take. */
export function firstKey({ keys: [key] }: SignerUnderTest): KeyUnderTest {
  assert.ok(key)
  return key
}

/** What a signer is asked to sign with a key; by default with the first digest that goes with it. */
export function toBeSigned(
  { algorithm, digests }: KeyUnderTest,
  digest: DigestAlgorithm | undefined = digests[0],
): ToBeSigned {
  return { data: Buffer.from('to be signed'), digest: digest ?? 'sha256', algorithm }
}

/** OpenSSL, inside of Node, has to find that the signature is one of the key in the certificate. */
export function requireSignature(
  certificate: Uint8Array | undefined,
  { data, digest }: ToBeSigned,
  signature: Uint8Array,
): void {
  assert.ok(certificate)
  const { publicKey } = new X509Certificate(certificate)
  assert.ok(
    verify(digest, data, publicKey, signature),
    `the ${signature.length} bytes are not a signature over the ${digest} digest with the key of the certificate`,
  )
}

/** Signs a `.taco` of one file, the same each time. */
export async function signSmallTaco(signer: Signer, digest?: DigestAlgorithm): Promise<Uint8Array> {
  const content = Buffer.from('<connector-plugin/>')
  const unsigned = writeArchive([{ name: 'manifest.xml', content }])
  const { bytes } = await signTaco(unsigned, { signer, digest, timestamp: false, includeRoot: false })
  return bytes
}

/** Work has to fail with an error for people, which says what to do, and nothing secret. */
export async function requireFailure(
  subject: SignerUnderTest,
  work: Promise<unknown>,
): Promise<TacosmithError> {
  const error: unknown = await work.then(
    () => assert.fail('it did not fail'),
    (reason: unknown) => reason,
  )
  if (!(error instanceof TacosmithError)) throw error
  assert.ok(isErrorCode(error.code), `${error.code} is not a code of TacosmithError`)
  assert.match(error.message, /^\S[^\r\n]*$/, 'the message has to be one line')
  assert.match(error.help ?? '', /[.?]$/, `the help has to be whole sentences: ${error.message}`)
  refuseSecrets(subject.secrets(), error)
  subject.examine?.(error)
  return error
}

/** The same, and it has to be this failure. */
export async function requireThisFailure(
  subject: SignerUnderTest,
  work: Promise<unknown>,
  expected: Pick<FailureUnderTest, 'code'> & Partial<FailureUnderTest>,
): Promise<void> {
  const error = await requireFailure(subject, work)
  const { code, message, help = '' } = error
  assert.equal(code, expected.code, message)
  requireText(message, expected.says)
  requireText(help, expected.advises)
}

function requireText(text: string, expected: string | RegExp = ''): void {
  const found = typeof expected === 'string' ? text.includes(expected) : expected.test(text)
  assert.ok(found, `${inspect(expected)} is not in: ${text}`)
}

/** Looks at all that an error carries, hidden properties and causes too. */
function refuseSecrets(secrets: readonly string[], error: TacosmithError): void {
  const shown = inspect(error, { depth: Number.POSITIVE_INFINITY, showHidden: true, maxStringLength: null })
  secrets.forEach((secret, index) => {
    for (const encoding of ['utf8', 'base64', 'base64url', 'hex'] as const) {
      const form = Buffer.from(secret).toString(encoding).replace(/=+$/, '')
      // The assertion must not print it either.
      assert.ok(!shown.includes(form), `secret number ${index + 1} is in the error (${encoding})`)
    }
  })
}
