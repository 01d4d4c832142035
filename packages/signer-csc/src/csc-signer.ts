import { type KeyObject, X509Certificate } from 'node:crypto'
import {
  checkSignerOptions,
  type RemoteKey,
  type RemoteKeySigner,
  remoteKeySigner,
} from '@tacosmith/core/signer'
import { Authorisation, type AuthorisationNeeds } from './authorisation.ts'
import { type CscConnection, connectService } from './csc-connection.ts'
import { cscProblem } from './errors.ts'
import { type CscSignerOptions, optionKinds } from './options.ts'
import { HASH_OIDS, signaturesFor } from './signature-oids.ts'

/**
 * Signs with a remote signing service that speaks the API of the Cloud Signature Consortium (CSC), version 0, 1 or 2, such
 * as SSL.com eSigner: RSA (PKCS#1 v1.5) or ECDSA on P-256, P-384 or P-521. Only digests are sent.
 *
 * Nothing happens before the first use. Then one login and one look at the credential serve the whole run; each signature is
 * authorised by itself. Throttling, faults and broken connections are tried again, five attempts in all.
 *
 * Errors of its methods are TacosmithErrors: `environment` when there are no credentials or they are rejected; `keystore`
 * when access is denied or the credential is missing, disabled or not for such signatures; `certificate` when none belongs
 * to the key; `usage` when options contradict each other or the key does not sign that digest; `signing` when the service is
 * throttling, unavailable or unreachable.
 */
export function cscSigner(options: CscSignerOptions): RemoteKeySigner {
  return remoteKeySigner(() => openKey(options))
}

async function openKey(options: CscSignerOptions): Promise<RemoteKey> {
  checkSignerOptions('cscSigner', options, optionKinds)
  const service = `the signing service ${new URL(options.url).host}`
  const name =
    options.credentialId === undefined
      ? `the credential of ${service}`
      : `the credential ${options.credentialId} of ${service}`
  const connection = await connectService(options, name)
  try {
    const id = options.credentialId ?? (await onlyCredential(connection, name))
    const credential = await readCredential(connection, id, name)
    const { publicKey, chain, algorithms, needs } = credential
    const signatures = signaturesFor(publicKey, algorithms)
    const authorisation = new Authorisation(connection, options, { id, name, needs })
    return {
      ...{ name, publicKey, digests: [...signatures.keys()] },
      certificates: options.certificates ?? chain,
      // The specification does not say.
      ecdsaFormat: 'either',
      sign: async (digest, algorithm) => {
        const hash = Buffer.from(digest).toString('base64')
        const hashAlgorithm = HASH_OIDS[algorithm]
        const sad = await authorisation.authorise({ hash, hashAlgorithm })
        const request = { id, sad, hash, hashAlgorithm, signAlgo: signatures.get(algorithm) ?? '' }
        return await sign(connection, request)
      },
      close: () => connection.close(),
    }
  } catch (error) {
    connection.close()
    throw error
  }
}

async function onlyCredential(connection: CscConnection, name: string): Promise<string> {
  // SSL.com lists credentials for code signing only where it is told so.
  const { credentialIDs: ids } = await connection.request('credentials/list', { clientData: 'EVCS' })
  const found = Array.isArray(ids) ? ids.filter((one) => typeof one === 'string') : []
  const [id] = found
  if (id !== undefined && found.length === 1) return id
  const list = found.length === 0 ? 'the account has none' : `the account has ${found.join(', ')}`
  throw cscProblem('key-not-found', name, list)
}

interface Credential {
  publicKey: KeyObject
  /** DER. */
  chain: Uint8Array[]
  /** Object identifiers of signatures; empty where the service does not tell. */
  algorithms: string[]
  needs: AuthorisationNeeds
}

async function readCredential(connection: CscConnection, id: string, name: string): Promise<Credential> {
  const found = await connection.request('credentials/info', {
    ...{ credentialID: id, certificates: 'chain', certInfo: false, authInfo: true },
  })
  const { key, cert } = found as { key?: Record<string, unknown>; cert?: Record<string, unknown> }
  if (key?.status === 'disabled') throw cscProblem('key-disabled', name, 'it is disabled')
  if (cert?.status === 'revoked' || cert?.status === 'suspended') {
    throw cscProblem('key-disabled', name, `its certificate is ${cert.status}`)
  }
  const chain = textsIn(cert?.certificates).map((text) => Buffer.from(text, 'base64'))
  return {
    publicKey: publicKeyIn(chain[0], name),
    chain,
    algorithms: textsIn(key?.algo),
    needs: needsOf(found, name),
  }
}

function publicKeyIn(certificate: Uint8Array | undefined, name: string): KeyObject {
  try {
    return new X509Certificate(certificate ?? new Uint8Array()).publicKey
  } catch {
    throw cscProblem('refused', name, 'the service gives no certificate that can be read')
  }
}

function textsIn(list: unknown): string[] {
  return Array.isArray(list) ? list.filter((one) => typeof one === 'string') : []
}

/** Version 1 tells it beside the key, version 2 as a list of what is asked for. */
function needsOf(found: Record<string, unknown>, name: string): AuthorisationNeeds {
  const {
    PIN: pin,
    OTP: otp,
    authMode,
    auth,
  } = found as {
    PIN?: { presence?: unknown }
    OTP?: { presence?: unknown }
    authMode?: unknown
    auth?: { mode?: unknown; objects?: unknown }
  }
  if ((auth?.mode ?? authMode) === 'oauth2code') {
    throw cscProblem('wrong-usage', name, 'each signature has to be authorised in a browser (oauth2code)')
  }
  const asked = Array.isArray(auth?.objects) ? (auth.objects as { id?: unknown }[]).map(({ id }) => id) : []
  return {
    pin: String(pin?.presence) === 'true' || asked.includes('PIN'),
    otp: String(otp?.presence) === 'true' || asked.includes('OTP'),
  }
}

interface SignRequest {
  id: string
  sad: string
  hash: string
  hashAlgorithm: string
  signAlgo: string
}

async function sign(
  connection: CscConnection,
  { id, sad, hash, hashAlgorithm, signAlgo }: SignRequest,
): Promise<Uint8Array> {
  const hashes =
    connection.version < 2
      ? { hash: [hash], hashAlgo: hashAlgorithm }
      : { hashes: [hash], hashAlgorithmOID: hashAlgorithm }
  const answer = await connection.request('signatures/signHash', {
    ...{ credentialID: id, SAD: sad, signAlgo },
    ...hashes,
  })
  return Buffer.from(textsIn(answer.signatures)[0] ?? '', 'base64')
}
