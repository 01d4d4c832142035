import type { Certificate } from '../keys/index.ts'

/** Some chains together have half as many; with some keys, each signature takes long to verify. */
const MAXIMUM_CERTIFICATES = 20

/** The certificates that advice is given on: no JDK looks at those that no chain needs, and there may be thousands. */
export function advisedCertificates(certificates: readonly Certificate[]): Certificate[] {
  const unique = new Map(certificates.map((one) => [one.fingerprint, one]))
  return [...unique.values()].slice(0, MAXIMUM_CERTIFICATES)
}
