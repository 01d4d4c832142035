import type { JavaPolicyName } from '../jar-manifest/java-policies.ts'

/**
 * What a fault of a signature block leads to.
 *
 * - `damaged`: Java passes over the signature; whoever made it did not mean it to be so.
 * - `unsupported`: Java passes over the signature, which is as its maker wanted it.
 * - `weak`: Java passes over the signature, because of an algorithm or key that it does not accept any more.
 * - `failure`: Java gives up on the whole file.
 * - `unclear`: Java passes over the signature or gives up on the whole file.
 * - `refused`: nobody here knows what Java makes of it; tacosmith does not accept it.
 */
export type JarBlockEffect = 'damaged' | 'unsupported' | 'weak' | 'failure' | 'unclear' | 'refused'

/** Why a signature block does not count. The message continues "it is not usable:". */
export class JarBlockProblem extends Error {
  readonly effect: JarBlockEffect
  /** The policy by which it is refused, where Java may accept it. */
  readonly policy: JavaPolicyName | undefined
  /** False where Java may read what cannot be read here. It does not accept the file then either. */
  readonly isCertain: boolean

  constructor(effect: JarBlockEffect, message: string, policy?: JavaPolicyName, isCertain = true) {
    super(message)
    this.effect = effect
    this.policy = policy
    this.isCertain = isCertain
  }
}

/** @throws JarBlockProblem for what Java cannot read */
export function damaged(message: string, isCertain = true): never {
  throw new JarBlockProblem('damaged', message, undefined, isCertain)
}

/** @throws JarBlockProblem for what tacosmith does not accept, whatever Java makes of it */
export function refused(policy: JavaPolicyName, message: string): never {
  throw new JarBlockProblem('refused', message, policy)
}
