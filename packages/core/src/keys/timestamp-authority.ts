import type { Timestamp } from '../format/tsp/timestamp-token.ts'
import { type Certificate, commonName } from '../format/x509/certificate.ts'
import { algorithmFailure } from './chain/algorithm-limits.ts'
import { blockChain, namesItself } from './chain/block-chain.ts'
import { validatePath } from './chain/path-validation.ts'

const DAY = 24 * 60 * 60 * 1000

/**
 * Says why no JDK will take a new timestamp, whatever roots it trusts: a time that is not now, or certificates in the token
 * that lead nowhere.
 *
 * @returns undefined when there is nothing against it
 */
export function newTimestampProblem(timestamp: Timestamp, now: Date): string | undefined {
  const days = Math.abs(timestamp.time.getTime() - now.getTime()) / DAY
  if (days > 1) {
    const time = timestamp.time.toISOString()
    return `it names the time ${time}, which is ${Math.round(days)} days off from the clock of this machine`
  }
  return chainProblem(timestamp, now)
}

function chainProblem({ chain, certificates }: Timestamp, now: Date): string | undefined {
  const found = blockChain(chain.leaf, certificates)
  const top = found.at(-1) ?? chain.leaf
  if (!namesItself(top)) {
    if (now < top.notBefore || now > top.notAfter)
      return `the certificate "${top.subject}" is not valid today`
    const failure = algorithmFailure(top, now)
    if (failure !== undefined) return failure.reason
  }
  if (found.length === 1) return undefined
  return validatePath(found.slice(0, -1), top, { validAt: now, signedAt: now })?.reason
}

/** When the first certificate of a timestamp authority expires; what a root says does not count. */
export function authorityChainEnd({ chain, certificates }: Timestamp): Date {
  const found = blockChain(chain.leaf, certificates).filter((one, index) => index === 0 || !namesItself(one))
  return new Date(Math.min(...found.map(({ notAfter }) => notAfter.getTime())))
}

/** The issuer of the authority where the token does not hold its certificate; undefined where it does. */
export function missingTimestampIssuer({ chain, certificates }: Timestamp): string | undefined {
  const found: readonly Certificate[] = blockChain(chain.leaf, certificates)
  return found.length > 1 || namesItself(chain.leaf) ? undefined : commonName(chain.leaf.issuer)
}
