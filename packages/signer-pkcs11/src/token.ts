/** A token in a slot. */
export interface Token {
  /** The slot's ID. */
  slot: number
  label: string
  pinLocked: boolean
  /** One more wrong PIN locks it. */
  lastTry: boolean
}

/** How an object on a token is called. */
export interface TokenObject {
  /** CKA_ID, hexadecimal in lower case; empty when it has none. */
  id: string
  /** CKA_LABEL; empty when it has none. */
  label: string
}

/** A private key. */
export interface TokenKey extends TokenObject {
  type: 'rsa' | 'ecdsa' | 'other'
}

/** A certificate. */
export interface TokenCertificate extends TokenObject {
  der: Uint8Array
}

/** How to sign: RSA with the digest made by the token, RSA over a DigestInfo, or ECDSA over a digest. */
export type Mechanism = `SHA${256 | 384 | 512}-RSA-PKCS` | 'RSA-PKCS' | 'ECDSA'

/** A token that was logged into. */
export interface Session {
  /** DER (SubjectPublicKeyInfo): of the public key object that goes with a private key; undefined where there is none. */
  publicKey(key: TokenKey): Promise<Uint8Array | undefined>
  keys: TokenKey[]
  certificates: TokenCertificate[]
  /** ECDSA signatures come as r and s, each of the size of the curve. */
  sign(key: TokenKey, mechanism: Mechanism, input: Uint8Array): Promise<Uint8Array>
}

/** A loaded PKCS#11 module. Its calls fail with {@link Pkcs11Failure}. */
export interface Pkcs11Provider {
  tokens(): Promise<Token[]>
  /** Logs in and lists what is there. */
  login(token: Token, pin: string): Promise<Session>
  close(): void
}

/** A PKCS#11 function gave something else than CKR_OK. */
export class Pkcs11Failure extends Error {
  /** Such as `CKR_PIN_INCORRECT`. */
  readonly code: string

  constructor(code: string) {
    super(code)
    this.code = code
  }
}
