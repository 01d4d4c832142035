import { processorTime } from '@tacosmith/test-kit'
import { describe, expect, it } from 'vitest'
import { findRegularExpressionFault } from './regular-expression.ts'

describe('findRegularExpressionFault', () => {
  it.each([
    '',
    '^[A-Za-z0-9.:\\[\\]_\\-]+$',
    '(?i)host',
    '(?i:host)',
    '(?>a+)b',
    '(?x)a # b',
    'a++b',
    'a*+',
    '[a-z&&[^b]]',
    '[]a]++',
    '\\Q(\\E(?i)x',
    '\\p{Alpha}+',
    '\\Aa\\z',
    '(?<name>a)\\k<name>',
    'a{2,3}+',
  ])('accepts %s', (expression) => {
    expect(findRegularExpressionFault(expression)).toBeUndefined()
  })

  it.each([
    ['(a', 'a ( is not closed'],
    ['a)', 'a ) has no ( before it'],
    ['[a', 'a [ is not closed'],
    ['[a\\]', 'a [ is not closed'],
    ['*a', 'there is nothing before * that it could repeat'],
    ['a|+', 'there is nothing before + that it could repeat'],
    ['(?i)(*)', 'there is nothing before * that it could repeat'],
    ['a\\', 'it ends with a single backslash'],
    ['a{3,2}', 'in {3,2} the first number is the larger one'],
    ['(?i)(a', 'a ( is not closed'],
  ])('refuses %s', (expression, fault) => {
    expect(findRegularExpressionFault(expression)).toBe(fault)
  })

  it.each(['('.repeat(200_000), '['.repeat(200_000), '(a+)+'.repeat(40_000), '\\Q'.repeat(100_000)])(
    'takes little time over a long one',
    async (expression) => {
      expect(await processorTime(() => findRegularExpressionFault(expression))).toBeLessThan(1000)
    },
  )
})
