import { describe, expect, it } from 'vitest'
import { TacosmithError } from '../errors.ts'
import { isTellableError } from './adapter-messages.ts'

describe('isTellableError', () => {
  /** As another copy of core makes it. */
  const foreign = (code: unknown): Error => Object.assign(new Error('m'), { name: 'TacosmithError', code })

  it('knows errors of this and of another core', () => {
    expect(isTellableError(new TacosmithError('usage', 'm'))).toBe(true)
    expect(isTellableError(foreign('keystore'))).toBe(true)
  })

  it('takes everything else for a fault', () => {
    expect(isTellableError(new TacosmithError('internal', 'm'))).toBe(false)
    expect(isTellableError(new Error('m'))).toBe(false)
    for (const code of ['of-a-newer-core', 'constructor', undefined, 7]) {
      expect(isTellableError(foreign(code))).toBe(false)
    }
  })
})
