import type { DigestAlgorithm, SignatureAlgorithm } from '../format/x509/algorithm-names.ts'

export type { DigestAlgorithm, SignatureAlgorithm } from '../format/x509/algorithm-names.ts'

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
 * Anyone can implement it. ECDSA signatures are expected in DER form (`SEQUENCE { r, s }`). An RSA-PSS signature takes the
 * digest for its mask (MGF1) too, and a salt as long as the digest. Ed25519 signs the data itself, whatever `digest` says.
 */
export interface Signer {
  /** DER, the signer's certificate first, then its issuers in any order; the root may be left out. */
  certificates(): Promise<Uint8Array[]>
  sign(toBeSigned: ToBeSigned): Promise<Uint8Array>
  /**
   * The public key, DER (SubjectPublicKeyInfo). Unlike {@link Signer.certificates} it has to work before there is a
   * certificate: the request for the first one is made with it.
   */
  publicKey?(): Promise<Uint8Array>
}

/** Whether a value can be asked as a {@link Signer}. */
export function isSigner(value: unknown): value is Signer {
  const { certificates, sign } = (value ?? {}) as Partial<Record<keyof Signer, unknown>>
  return typeof certificates === 'function' && typeof sign === 'function'
}
