import { createHash, verify } from 'node:crypto'
import { TacosmithError } from '../errors.ts'
import { type DigestAlgorithm, describeKey, ecdsaSignatureToDer } from '../keys/index.ts'
import type { RemoteKey } from './remote-key.ts'
import type { SignatureAlgorithm, ToBeSigned } from './signer.ts'

/**
 * Has the service sign, and checks what it answers.
 *
 * @throws TacosmithError `usage` when the key does not sign that digest, `signing` when the answer is not a signature of it
 */
export async function signRemotely(key: RemoteKey, toBeSigned: ToBeSigned): Promise<Uint8Array> {
  const { data, digest } = toBeSigned
  const { algorithm } = describeKey(key.publicKey)
  if (!key.digests.includes(digest)) throw digestUnknown(key, digest)
  if (algorithm !== toBeSigned.algorithm) throw algorithmUnknown(key, toBeSigned.algorithm)
  const answer = await key.sign(createHash(digest).update(data).digest(), digest)
  const raw = algorithm === 'ecdsa' && isRaw(key, answer)
  const signature = raw ? ecdsaSignatureToDer(answer) : new Uint8Array(answer)
  if (verify(digest, data, key.publicKey, signature)) return signature
  const length = `${answer.length} bytes`
  throw new TacosmithError(
    'signing',
    `what the service sent for ${key.name} (${length}) is not a signature made with it`,
    {
      help: 'Try again. If the problem persists, look for a proxy or an endpoint that modifies the responses.',
    },
  )
}

const SEQUENCE = 0x30

/** Beginning and length of a DER signature fit together; of one that is no DER they hardly ever do. */
function isRaw({ ecdsaFormat = 'der', publicKey }: RemoteKey, answer: Uint8Array): boolean {
  if (ecdsaFormat !== 'either') return ecdsaFormat === 'ieee-p1363'
  const { bits } = describeKey(publicKey)
  const isDer = answer[0] === SEQUENCE && answer[1] === answer.length - 2
  return answer.length === 2 * Math.ceil(bits / 8) && !isDer
}

function digestUnknown({ name, digests, publicKey }: RemoteKey, asked: DigestAlgorithm): TacosmithError {
  const { text } = describeKey(publicKey)
  const allowed = digests.map((digest) => `'${digest}'`)
  if (allowed.length === 0) {
    return new TacosmithError('keystore', `${name} (${text}) cannot create signatures that Java verifies`, {
      help: 'Use an RSA key for PKCS#1 v1.5 signatures, or an EC key on P-256, P-384 or P-521.',
    })
  }
  return new TacosmithError(
    'usage',
    `${name} (${text}) signs ${allowed.join(', ')} digests only, not ${asked}`,
    {
      help: `Set sign.digest to ${allowed.join(' or ')}, or use another key.`,
    },
  )
}

function algorithmUnknown({ name, publicKey }: RemoteKey, asked: SignatureAlgorithm): TacosmithError {
  const { text } = describeKey(publicKey)
  return new TacosmithError('usage', `${name} (${text}) was asked for a signature with ${asked}`, {
    help: 'Request the algorithm of the key: rsa (PKCS#1 v1.5) or ecdsa.',
  })
}
