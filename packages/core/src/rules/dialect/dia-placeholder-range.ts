import { documentationPage } from '../../connector/documentation.ts'
import type { XmlElement } from '../../connector/xml-document.ts'
import { attributeValue } from '../../connector/xml-query.ts'
import type { Rule, RuleFinding } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { type DialectFunction, described, dialectsOf } from './dialect-parts.ts'
import { inFunctions } from './example-functions.ts'

/** `%1` stands for the first argument. */
export const rule: Rule = {
  id: 'dia-placeholder-range',
  severity: 'warning',
  summary: 'The formulas of a function use all of its arguments, as %1, %2 and so on, and no others.',
  help: 'Correct the placeholder or the list of arguments; a percent sign itself is written %%.',
  url: documentationPage('dialect'),
  *check({ connector }) {
    for (const { file, functions } of dialectsOf(connector)) {
      for (const definition of functions) yield* checkPlaceholders(file, definition)
    }
  },
}

function* checkPlaceholders(file: string, definition: DialectFunction): Iterable<RuleFinding> {
  const count = definition.arguments.length
  const used = new Set<number>()
  let isBeyond = false
  for (const formula of [...definition.formulas, ...definition.unaggregated]) {
    const numbers = placeholdersOf(formula)
    for (const number of numbers) used.add(number)
    const beyond = numbers.find((number) => number > count)
    if (beyond === undefined) continue
    isBeyond = true
    const has = count === 0 ? 'no arguments' : count === 1 ? 'one argument' : `${count} arguments`
    yield {
      message: `a formula uses %${beyond}, but ${described(definition)} has ${has}`,
      file,
      place: formula,
    }
  }
  // A constant ignores its arguments on purpose, a wrong number is one mistake, not two; formulas of date functions are chosen by some of theirs.
  if (used.size === 0 || isBeyond || definition.isDateFunction) return
  for (const [index, argument] of definition.arguments.entries()) {
    if (used.has(index + 1) || attributeValue(argument, 'type') === 'localstr') continue
    yield { message: `no formula of ${described(definition)} uses %${index + 1}`, file, place: argument }
  }
}

function placeholdersOf({ text }: XmlElement): number[] {
  return [...text.matchAll(/%(?:%|([1-9][0-9]{0,5}))/g)].flatMap(([, digits]) =>
    digits === undefined ? [] : [Number(digits)],
  )
}

export function example(): RuleExample {
  return {
    why: 'A placeholder without an argument reaches the database as it stands, and the query fails. An argument that no formula uses is most likely forgotten.',
    wrong: `<function group="numeric" name="DIV" return-type="int">
  <formula>DIV(%0, %1)</formula>
  <argument type="int"/>
  <argument type="int"/>
</function>`,
    right: `<function group="numeric" name="DIV" return-type="int">
  <formula>DIV(%1, %2)</formula>
  <argument type="int"/>
  <argument type="int"/>
</function>`,
    ...inFunctions,
  }
}
