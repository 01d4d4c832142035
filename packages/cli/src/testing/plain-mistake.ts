import { expect } from 'vitest'
import type { Outcome } from './run-cli.ts'

/** What holds for every mistake of a user, whatever it is: no stack, and none of the secrets. */
export function expectPlainMistake({ stdout, stderr }: Outcome, ...secrets: string[]): void {
  expect(stderr).not.toMatch(/^\s+at /m)
  expect(stderr).not.toMatch(/Error:/)
  for (const secret of secrets) expect(`${stdout}${stderr}`).not.toContain(secret)
}
