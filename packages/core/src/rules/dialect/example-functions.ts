import type { RuleExample } from '../rule-example.ts'

export const ascii = `<function group="string" name="ASCII" return-type="int">
      <formula>CODEPOINT(%1)</formula>
      <argument type="str"/>
    </function>`

/** Where the snippet is a function. */
export const inFunctions: Pick<RuleExample, 'file' | 'context'> = {
  file: 'dialect.tdd',
  context: { replaces: ascii },
}
