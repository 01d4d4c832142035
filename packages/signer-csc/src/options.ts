import type { CertificateSource, Secret, SignerOptionKinds } from '@tacosmith/core/signer'

/** Where {@link cscSigner} finds the key. */
export interface CscSignerOptions {
  /** The address of the service's API, with its version: `https://cs.ssl.com/csc/v0`, `https://service.example.com/csc/v2`. */
  url: string
  /** The ID of the credential, which is a key with its certificate. Default: the only one of the account. */
  credentialId?: string
  /**
   * The certificate for the key and its issuers: a path (PEM, DER, `.p7b`), what such a file holds, or several of these.
   * Default: the chain that comes with the credential.
   */
  certificates?: CertificateSource
  /** An access token: `{ env: 'NAME' }` or `{ file: 'PATH' }`. Default: a login with the options below. */
  accessToken?: Secret
  /** Where the service gives access tokens (OAuth 2.0). Default: user and password log in at the API itself (`auth/login`). */
  tokenUrl?: string
  /** The ID of the application that the service knows. */
  clientId?: string
  /** The secret of the application. Without a user, the application logs in by itself (client credentials). */
  clientSecret?: Secret
  /** Who logs in. */
  username?: string
  /** The password of the user. */
  password?: Secret
  /** The PIN of the credential, if it has one. */
  pin?: Secret
  /**
   * The secret behind the one-time passwords (TOTP) of the credential, Base32 or Base64, if it asks for them. Default: the
   * `tacosmith` command asks for each on a terminal.
   */
  totpSecret?: Secret
}

/** What each of {@link CscSignerOptions} holds. */
export const optionKinds: SignerOptionKinds<CscSignerOptions> = {
  url: 'address*',
  credentialId: 'text',
  certificates: 'certificates',
  accessToken: 'secret',
  tokenUrl: 'address',
  clientId: 'text',
  clientSecret: 'secret',
  username: 'text',
  password: 'secret',
  pin: 'secret',
  totpSecret: 'secret',
}
