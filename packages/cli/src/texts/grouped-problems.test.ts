import type { Diagnostic } from '@tacosmith/core'
import { expect, it } from 'vitest'
import { groupProblems, othersText } from './grouped-problems.ts'

const problem = (message: string, file?: string): Diagnostic => ({
  ...{ rule: 'taco-unsigned-entry', severity: 'error', message },
  ...(file === undefined ? {} : { file }),
})
const textsOf = (problems: Diagnostic[]) =>
  groupProblems(problems).map((group) => [group.first.message, othersText(group)])

it('says once what is the same of several files, with the first of them', () => {
  const names = Array.from({ length: 42 }, (_, index) => `${index}.txt`)
  expect(textsOf(names.map((name) => problem(`"${name}" is not covered by the signature`, name)))).toEqual([
    ['"0.txt" is not covered by the signature', 'also "1.txt", "2.txt", "3.txt" and 38 more'],
  ])
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
    ['the digest is weak', 'the same once more'],
  ])
  expect(textsOf([problem('it ends on 2027-01-02'), problem('it ends on 2029-05-06')])).toEqual([
    ['it ends on 2027-01-02', 'also 2029-05-06'],
  ])
})
