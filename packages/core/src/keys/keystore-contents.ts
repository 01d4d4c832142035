import type { KeyObject } from 'node:crypto'
import type { Certificate } from '../format/x509/certificate.ts'

/** A private key in a keystore. */
export interface KeystoreKey {
  /** Undefined when it has none. */
  alias: string | undefined
  /** The certificate for the key and its issuers, as far as the keystore says so; in any order. */
  certificates: Certificate[]
  /** @throws TacosmithError `keystore` when the key password is wrong. */
  read(password: string): KeyObject
}

/** What a keystore holds. */
export interface KeystoreContents {
  keys: KeystoreKey[]
  /** Entries of their own: authorities that somebody trusts. Those that cannot be read are left out. */
  readonly trusted: Certificate[]
  /** The same, encoded and not looked at: reading all authorities of the world takes longer than to verify a file. */
  trustedDer: Uint8Array[]
}
