/**
 * What Java may accept and we do not, on purpose: each reason is a row of docs/verification.md. What jarsigner would say is
 * not predicted then.
 */
export class RefusedByPolicy extends Error {
  constructor(reason: string) {
    super(`${reason}; Java may accept that, tacosmith does not`)
  }
}
