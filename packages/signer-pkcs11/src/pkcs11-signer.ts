import { X509Certificate } from 'node:crypto'
import { access } from 'node:fs/promises'
import {
  checkSignerOptions,
  type DigestAlgorithm,
  ecdsaSignatureToDer,
  type Signer,
  type ToBeSigned,
} from '@tacosmith/core/signer'
import { chooseCertificates } from './certificate-choice.ts'
import {
  loginError,
  moduleError,
  otherAlgorithm,
  pinLocked,
  publicKeyMissing,
  tokenError,
  tokenName,
} from './errors.ts'
import { optionKinds, type Pkcs11SignerOptions } from './options.ts'
import { askPin, resolvePin } from './pin.ts'
import { digestInfo, digestOf } from './signature-format.ts'
import {
  type Mechanism,
  Pkcs11Failure,
  type Pkcs11Provider,
  type Session,
  type Token,
  type TokenKey,
} from './token.ts'
import { chooseKey, chooseToken } from './token-choice.ts'

/** A signer whose key stays on its token. */
export interface Pkcs11Signer extends Signer {
  publicKey(): Promise<Uint8Array>
  /** Logs out and lets go of the module. The end of the process does the same. */
  close(): Promise<void>
}

interface OpenedKey {
  provider: Pkcs11Provider
  session: Session
  key: TokenKey
  /** Looked for when they are first needed: a request is made before there are any. */
  certificates(): Promise<Uint8Array[]>
  where: string
}

/**
 * Signs with a key on a PKCS#11 token: smart cards and USB tokens, HSMs, and services that come as a PKCS#11 module.
 *
 * Nothing happens before the first use. Then the module is loaded, the token logged into and the key looked up once,
 * however many files are signed. A failed login is not tried again, because tokens lock after a few wrong PINs.
 *
 * Errors of its methods are TacosmithErrors: `environment` when module or `pkcs11-tool` are missing, `usage` when there
 * is no PIN, `keystore` when the PIN is wrong or there is no such token or key, `certificate` when the key has no
 * certificate, `signing` when the token refuses.
 */
export function pkcs11Signer(options: Pkcs11SignerOptions): Pkcs11Signer {
  let opened: Promise<OpenedKey> | undefined
  let last: Promise<unknown> = Promise.resolve()
  const open = (): Promise<OpenedKey> => {
    opened ??= openKey(options)
    return opened
  }
  return {
    certificates: async () => await (await open()).certificates(),
    publicKey: async () => {
      const reading = last.then(async () => await readPublicKey(await open()))
      last = reading.catch(() => undefined)
      return await reading
    },
    sign: async (toBeSigned) => {
      // A session does one thing at a time.
      const signature = last.then(async () => await sign(await open(), toBeSigned))
      last = signature.catch(() => undefined)
      return await signature
    },
    close: async () => {
      const current = opened
      opened = undefined
      await last
      const key = await current?.catch(() => undefined)
      key?.provider.close()
    },
  }
}

async function openKey(options: Pkcs11SignerOptions): Promise<OpenedKey> {
  checkSignerOptions('pkcs11Signer', options, optionKinds)
  await checkModule(options.module)
  const pin = await resolvePin(options.pin)
  const provider = await loadProvider(options)
  try {
    const token = chooseToken(await listTokens(provider, options.module), options)
    if (token.pinLocked) throw pinLocked(token)
    const session = await login(provider, token, pin ?? (await askPin(tokenName(token))))
    const where = tokenName(token)
    const key = chooseKey(session.keys, options, where)
    const sources = { key, onToken: session.certificates, file: options.certificates, where }
    return { provider, session, key, certificates: once(() => chooseCertificates(sources)), where }
  } catch (error) {
    provider.close()
    throw error
  }
}

function once<Value>(find: () => Promise<Value>): () => Promise<Value> {
  let found: Promise<Value> | undefined
  return () => {
    found ??= find()
    return found
  }
}

/** Some tokens keep no public keys, but then they keep the certificate. */
async function readPublicKey({ session, key, certificates, where }: OpenedKey): Promise<Uint8Array> {
  try {
    const found = await session.publicKey(key)
    if (found !== undefined) return found
  } catch (error) {
    throw tokenError(error, `reading the public key of ${where}`)
  }
  const [own] = await certificates().catch((): Uint8Array[] => [])
  if (own === undefined) throw publicKeyMissing(key, where)
  return new X509Certificate(own).publicKey.export({ format: 'der', type: 'spki' })
}

/** A bare file name is looked for where the system keeps its libraries, and only the system knows where that is. */
async function checkModule(module: string): Promise<void> {
  if (!/[\\/]/.test(module)) return
  await access(module).catch(() => {
    throw moduleError(module, 'there is no such file')
  })
}

async function loadProvider(options: Pkcs11SignerOptions): Promise<Pkcs11Provider> {
  if (options.pkcs11Tool === undefined) {
    const { openWithPkcs11js } = await import('./pkcs11js-provider.ts')
    const provider = await openWithPkcs11js(options.module)
    if (provider !== undefined) return provider
  }
  const { openWithPkcs11Tool } = await import('./pkcs11-tool-provider.ts')
  return openWithPkcs11Tool(options.module, options.pkcs11Tool ?? 'pkcs11-tool')
}

async function listTokens(provider: Pkcs11Provider, module: string): Promise<Token[]> {
  try {
    return await provider.tokens()
  } catch (error) {
    throw tokenError(error, `listing the tokens of ${module}`)
  }
}

async function login(provider: Pkcs11Provider, token: Token, pin: string): Promise<Session> {
  try {
    return await provider.login(token, pin)
  } catch (error) {
    const tokens = await provider.tokens().catch(() => [])
    throw loginError(error, tokens.find(({ slot }) => slot === token.slot) ?? token)
  }
}

async function sign(
  { session, key, where }: OpenedKey,
  { data, digest, algorithm }: ToBeSigned,
): Promise<Uint8Array> {
  if (algorithm !== key.type) throw otherAlgorithm(key, where, algorithm)
  try {
    if (key.type === 'ecdsa') {
      return ecdsaSignatureToDer(await session.sign(key, 'ECDSA', digestOf(data, digest)))
    }
    return await signWithRsa(session, key, data, digest)
  } catch (error) {
    throw tokenError(error, `signing with ${where}`)
  }
}

const RSA_MECHANISM: Record<DigestAlgorithm, Mechanism> = {
  sha256: 'SHA256-RSA-PKCS',
  sha384: 'SHA384-RSA-PKCS',
  sha512: 'SHA512-RSA-PKCS',
}

/** HSMs in FIPS mode want to make the digest themselves; simple tokens cannot. */
async function signWithRsa(
  session: Session,
  key: TokenKey,
  data: Uint8Array,
  digest: DigestAlgorithm,
): Promise<Uint8Array> {
  try {
    return await session.sign(key, RSA_MECHANISM[digest], data)
  } catch (error) {
    if (!(error instanceof Pkcs11Failure) || error.code !== 'CKR_MECHANISM_INVALID') throw error
    return await session.sign(key, 'RSA-PKCS', digestInfo(data, digest))
  }
}
