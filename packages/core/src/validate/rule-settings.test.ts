import { expect, it } from 'vitest'
import type { RuleSettings } from '../options.ts'
import { checkRuleSettings } from './rule-settings.ts'

it.each(['none', 'constructor', 'toString', 2, null])('a rule is not set to %j', (setting) => {
  const settings = { 'https-only': setting } as unknown as RuleSettings
  expect(() => checkRuleSettings(settings, ['https-only'])).toThrowError(
    expect.objectContaining({ code: 'usage', help: 'Set it to "off", "warn" or "error".' }),
  )
})
