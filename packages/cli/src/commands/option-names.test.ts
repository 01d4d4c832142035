import { describe, expect, it } from 'vitest'
import { tacoDescription } from '../../../core/src/build/options/description.ts'
import { everyOption, partsOf, unwrapped } from '../../../core/src/build/options/walk.ts'
import { readCommandFacts, withInner } from '../program/command-facts.ts'
import { commandList } from '../program/command-list.ts'
import { terminalOf } from '../terminal/terminal.ts'
import { mergeValidate } from './shared-options.ts'
import { mergeSign, type SignFlags } from './sign-options.ts'

describe('a wrong value is told by the name of its flag', () => {
  it.each<[SignFlags, string]>([
    [{ tsa: ['example.com'] }, "--tsa is 'example.com', but should be an http or https address"],
    [{ tsa: ['http://a', ''] }, '--tsa is empty, but should be an http or https address'],
    [{ keystore: '' }, '--keystore is empty, but should be a string'],
    [{ key: ' ' }, '--key is empty, but should be a string'],
    [{ certificates: '' }, '--certificates is empty, but should be a string'],
    [{ alias: '' }, '--alias is empty, but should be a string'],
    [
      { signatureName: 'a b' },
      `--signature-name is 'a b', but should only contain letters A to Z, digits, "_" and "-"`,
    ],
    [{ storepass: '' }, '--storepass takes env:NAME or file:PATH, never the password itself'],
    [{ keystore: 'a', key: 'b' }, '--keystore and --key are both given'],
  ])('%j', (flags, message) => {
    expect(() => mergeSign(undefined, flags, '/')).toThrowError(
      expect.objectContaining({ code: 'usage', message }),
    )
  })

  it('validation', () => {
    expect(() => mergeValidate({}, { schemas: '' }, '/')).toThrowError(
      expect.objectContaining({ message: '--schemas is empty, but should be a string' }),
    )
    expect(() => mergeValidate({}, { rule: ['http-only=off'] }, '/')).toThrowError(
      expect.objectContaining({
        message: 'unknown rule http-only in --rule',
        help: 'Did you mean https-only?',
      }),
    )
  })
})

it('the flags that the description of the options names exist and take the same words', async () => {
  const program = await readCommandFacts(commandList, terminalOf(process))
  const flags = new Map(withInner(program).flatMap(({ options }) => options.map((flag) => [flag.long, flag])))
  for (const { path, schema, facts } of everyOption(tacoDescription)) {
    if (facts.flag === undefined) continue
    const flag = flags.get(facts.flag)
    expect(flag, path.join('.')).toBeDefined()
    const { type, options } = partsOf(unwrapped(schema))
    if (type === 'picklist') expect(flag?.choices, facts.flag).toEqual(options)
  }
})
