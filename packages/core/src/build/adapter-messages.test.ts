import { describe, expect, it } from 'vitest'
import { TacosmithError } from '../errors.ts'
import { isUserError } from './adapter-messages.ts'

describe('isUserError', () => {
  /** As another copy of core makes it. */
  const foreign = (code: unknown): Error => Object.assign(new Error('m'), { name: 'TacosmithError', code })

  it('knows errors of this and of another core', () => {
    expect(isUserError(new TacosmithError('usage', 'm'))).toBe(true)
    expect(isUserError(foreign('keystore'))).toBe(true)
  })

  it('takes everything else for a fault', () => {
    expect(isUserError(new TacosmithError('internal', 'm'))).toBe(false)
    expect(isUserError(new Error('m'))).toBe(false)
    for (const code of ['of-a-newer-core', 'constructor', undefined, 7]) {
      expect(isUserError(foreign(code))).toBe(false)
    }
  })
})
