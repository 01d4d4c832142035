/** Algorithms that never sign here, and those below an identifier that ends with a dot. */
const WITH_PARAMETERS = [
  // Keys of DSA and Diffie-Hellman.
  ...['1.2.840.10040.4.1', '1.3.14.3.2.12', '1.2.840.10046.2.1', '1.2.840.113549.1.3.1'],
  // Keys of elliptic curves.
  '1.2.840.10045.2.1',
  // Encryption, with a password or without.
  ...['1.2.840.113549.1.1.7', '1.2.840.113549.1.5.', '1.2.840.113549.1.12.', '1.2.840.113549.1.3.'],
  ...['1.2.840.113549.3.', '1.2.840.113549.1.9.16.3.', '1.3.14.3.2.7', '1.3.14.3.2.17'],
  ...['2.16.840.1.101.3.4.1', '2.16.840.1.101.3.4.1.', '1.3.6.1.4.1.3029.1.'],
]

/**
 * True for an algorithm whose parameters Java decodes wherever it is named, so that it cannot read what holds broken ones.
 * RSA-PSS is another, which is read where it is expected.
 */
export function decodesParameters(oid: string): boolean {
  return WITH_PARAMETERS.some((one) => (one.endsWith('.') ? oid.startsWith(one) : oid === one))
}
