import type { TacosmithErrorCode } from '@tacosmith/core'

/** What a process ends with; scripts rely on these. */
export const exitCodes = {
  fine: 0,
  /** The connector or file has errors. */
  findings: 1,
  /** The command was used wrongly, or the environment lacks something. */
  wrongUse: 2,
  /** A fault of tacosmith. */
  fault: 3,
} as const

const byErrorCode: Record<TacosmithErrorCode, number> = {
  usage: exitCodes.wrongUse,
  environment: exitCodes.wrongUse,
  'connector-not-found': exitCodes.wrongUse,
  'connector-invalid': exitCodes.findings,
  'archive-malformed': exitCodes.findings,
  keystore: exitCodes.wrongUse,
  certificate: exitCodes.wrongUse,
  signing: exitCodes.wrongUse,
  timestamp: exitCodes.wrongUse,
  script: exitCodes.findings,
  output: exitCodes.wrongUse,
  verification: exitCodes.fault,
  internal: exitCodes.fault,
}

/** The exit code for an error of core. It may come from another copy, and a code that is unknown here is a fault. */
export function exitCodeFor(code: string): number {
  return Object.hasOwn(byErrorCode, code) ? byErrorCode[code as TacosmithErrorCode] : exitCodes.fault
}
