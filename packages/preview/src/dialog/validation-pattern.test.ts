import { describe, expect, test } from 'vitest'
import { validationPattern } from './validation-pattern.ts'

describe('what has a counterpart is translated', () => {
  test.each([
    ['^[a-z]+$', 'abc', true],
    ['\\A[a-z]+\\z', 'abc', true],
    ['\\A[a-z]+\\Z', 'ab1', false],
    ['(?i)^abc$', 'ABC', true],
    ['^(?P<host>[a-z]+)$', 'abc', true],
    ['^\\p{L}+$', 'é', true],
    ['[0-9]', 'a1', true],
  ])('%s and %s', (pattern, value, expected) => {
    const { source, flags, difference } = validationPattern(pattern)
    expect(difference).toBeUndefined()
    expect(new RegExp(source, flags).test(value)).toBe(expected)
  })
})

test.each([
  ['a++b', 'possessive'],
  ['(?>a)', 'atomic'],
  ['a(?i)b', 'options inside'],
  ['[[:alpha:]]+', 'POSIX'],
  ['\\Qa.b\\E', 'quoting'],
  ['(?#x)a', 'comments'],
  ['(a)(?R)?', 'recursion'],
  ['a\\h', 'escapes'],
  ['a\\zb', 'anchors'],
])('%s is said to differ: %s', (pattern, expected) => {
  expect(validationPattern(pattern).difference).toContain(expected)
})
