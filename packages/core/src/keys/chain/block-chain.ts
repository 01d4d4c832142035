import type { Certificate } from '../../format/x509/certificate.ts'

/**
 * The certificates that a JDK takes out of a signature: the signer's, then from each to the first one that has the name of
 * its issuer, up to one that names itself. With two authorities of one name it never looks at the second.
 */
export function blockChain(
  leaf: Certificate,
  certificates: readonly Certificate[],
): [Certificate, ...Certificate[]] {
  const chain: [Certificate, ...Certificate[]] = [leaf]
  const left = [...certificates]
  let current = leaf
  for (let taken = 0; !namesItself(current); ) {
    const issuer = current.reading.issuer.canonical
    const index = left.findIndex(
      ({ reading }, place) => place >= taken && reading.subject.canonical === issuer,
    )
    const [found, skipped] = [left[index], left[taken]]
    if (found === undefined || skipped === undefined) break
    chain.push(found)
    // What was skipped keeps a place among those that are left.
    left[taken] = found
    left[index] = skipped
    taken += 1
    current = found
  }
  return chain
}

/** True for a certificate whose subject and issuer are the same. */
export function namesItself({ reading }: Certificate): boolean {
  return reading.subject.canonical === reading.issuer.canonical
}
