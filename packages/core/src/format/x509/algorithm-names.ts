/** A digest that a `.taco` signature may use. */
export type DigestAlgorithm = 'sha256' | 'sha384' | 'sha512'

/** The signature algorithms that every JDK since 8 accepts, plus those that only newer ones do. */
export type SignatureAlgorithm = 'rsa' | 'rsa-pss' | 'ecdsa' | 'ed25519'
