import type { Secret, SignerOptionKinds } from '@tacosmith/core/signer'

/** Where {@link pkcs11Signer} finds the key. */
export interface Pkcs11SignerOptions {
  /** The PKCS#11 library of the token's maker: `.so`, `.dll` or `.dylib`. */
  module: string
  /** The slot's number (its ID, not its place in the list). Default: the only token there is. */
  slot?: number
  /** The token's name. Default: the only token there is. */
  tokenLabel?: string
  /** CKA_LABEL of the private key. Default: the only signing key of the token. */
  keyLabel?: string
  /** CKA_ID of the private key, hexadecimal. Default: the only signing key of the token. */
  keyId?: string
  /**
   * The user PIN: `{ env: 'NAME' }` or `{ file: 'PATH' }`; the text itself is possible, but seldom wise. Default: the
   * `tacosmith` command asks for it on a terminal.
   */
  pin?: Secret
  /**
   * A file (PEM, DER or .p7b) with the certificates that the token does not hold: often the issuers, sometimes the
   * signer's own.
   */
  certificates?: string
  /**
   * The `pkcs11-tool` program of OpenSC. When it is set, it is used even where pkcs11js is installed. Default:
   * pkcs11js where it is installed, else `pkcs11-tool` from the PATH.
   */
  pkcs11Tool?: string
}

/** What each of {@link Pkcs11SignerOptions} holds. */
export const optionKinds: SignerOptionKinds<Pkcs11SignerOptions> = {
  module: 'text*',
  slot: 'number',
  tokenLabel: 'text',
  keyLabel: 'text',
  keyId: 'text',
  pin: 'secret',
  certificates: 'text',
  pkcs11Tool: 'text',
}
