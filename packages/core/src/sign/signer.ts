/** A digest that a `.taco` signature may use. */
export type DigestAlgorithm = 'sha256' | 'sha384' | 'sha512'

/** The signature algorithms that every JDK since 8 accepts, plus those that only newer ones do. */
export type SignatureAlgorithm = 'rsa' | 'rsa-pss' | 'ecdsa' | 'ed25519'

/** What a {@link Signer} is asked to sign. */
export interface ToBeSigned {
  /** The bytes to sign, not yet digested. */
  data: Uint8Array
  digest: DigestAlgorithm
  algorithm: SignatureAlgorithm
}

/**
 * Something that holds a private key: a keystore in memory, a hardware token, a cloud service.
 *
 * Anyone can implement it. ECDSA signatures are expected in DER form (`SEQUENCE { r, s }`).
 */
export interface Signer {
  /** DER, the signer's certificate first, then its issuers in any order; the root may be left out. */
  certificates(): Promise<Uint8Array[]>
  sign(toBeSigned: ToBeSigned): Promise<Uint8Array>
}
