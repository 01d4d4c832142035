import type { Diagnostic } from '@tacosmith/core'
import { expect, it } from 'vitest'
import { groupProblems, othersText } from './grouped-problems.ts'

const problem = (message: string, file?: string): Diagnostic => ({
  ...{ rule: 'taco-unsigned-entry', severity: 'error', message },
  ...(file === undefined ? {} : { file }),
})
const textsOf = (problems: Diagnostic[], isComplete = false) =>
  groupProblems(problems).map((group) => [group.first.message, othersText(group, isComplete)])

it('says once what is the same of several files, with the first of them', () => {
  const names = Array.from({ length: 42 }, (_, index) => `${index}.txt`)
  expect(textsOf(names.map((name) => problem(`"${name}" is not covered by the signature`, name)))).toEqual([
    ['"0.txt" is not covered by the signature', 'also "1.txt", "2.txt", "3.txt" and 38 more'],
  ])
})

it('names all of them on request', () => {
  const problems = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => problem(`"${name}" was changed`, name))
  expect(textsOf(problems, true)).toEqual([['"a" was changed', 'also "b", "c", "d", "e" and "f"']])
})

it('keeps what is different apart, in the order in which it came', () => {
  expect(
    textsOf([problem('"a" is not covered'), problem('"b" was changed'), problem('"c" is not covered')]),
  ).toEqual([
    ['"a" is not covered', 'also "c"'],
    ['"b" was changed', undefined],
  ])
  const warning: Diagnostic = { ...problem('"a" is not covered'), severity: 'warning' }
  expect(textsOf([problem('"a" is not covered'), warning])).toHaveLength(2)
})

it('counts what is said again of another signer, and names what else differs', () => {
  expect(textsOf([problem('the digest is weak'), problem('the digest is weak')])).toEqual([
    ['the digest is weak', 'also for another signer'],
  ])
  expect(textsOf([problem('it ends on 2027-01-02'), problem('it ends on 2029-05-06')])).toEqual([
    ['it ends on 2027-01-02', 'also 2029-05-06'],
  ])
})
