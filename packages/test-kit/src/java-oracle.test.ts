import { expect, it } from 'vitest'
import { askJava, JavaOracle } from './java-oracle.ts'
import { requireOracle } from './oracles.ts'

const hasJdk = requireOracle('java') !== undefined
const schema = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="a"/></xs:schema>'

it.runIf(hasJdk)('answers one question after another, of one kind and another', async () => {
  const [valid, invalid, read] = await Promise.all([
    askJava('validate', [schema, '<a/>']),
    askJava('validate', [schema, '<ä/>']),
    askJava('read', ['missing.jar']),
  ])
  expect(valid).toBe('valid\n')
  expect(invalid).toMatch(/^invalid .*'ä'/)
  expect(read).toMatch(/^JarFile\tmissing\.jar\tERROR\t/)
})

it.runIf(hasJdk)('tells what the JDK threw, and goes on', async () => {
  await expect(askJava('write', ['nonsense'])).rejects.toThrow(/IllegalArgumentException: nonsense/)
  expect(await askJava('validate', [schema, '<a/>'])).toBe('valid\n')
})

it.runIf(hasJdk)('does not take a JDK that died for an answer', async () => {
  const oracle = await JavaOracle.start()
  expect(await oracle.ask('validate', [schema, '<a/>'])).toBe('valid\n')
  // None of its threads runs on after that, but nobody here knows yet.
  oracle.kill('SIGKILL')
  const asked = oracle.ask('validate', [schema, '<a/>'])
  await expect(asked).rejects.toThrow('the JDK ended with SIGKILL')
  await expect(oracle.ask('validate', [schema, '<a/>'])).rejects.toThrow('the JDK ended with SIGKILL')
})

it.runIf(hasJdk)('does not wait for ever for a JDK that hangs', async () => {
  const oracle = await JavaOracle.start(5000)
  oracle.kill('SIGSTOP')
  const askOn = async (): Promise<void> => {
    // On a busy machine it stops a little later.
    for (;;) await oracle.ask('validate', [schema, '<a/>'])
  }
  await expect(askOn()).rejects.toThrow('did not answer "validate"')
  expect(oracle.isAlive).toBe(false)
})
