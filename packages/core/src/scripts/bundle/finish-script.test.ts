import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import type { ScriptTarget } from '../../build/options/options.ts'
import { checkScript } from '../analyse/check-script.ts'
import { finishScript } from './finish-script.ts'

const plan = {
  role: 'connection-builder',
  path: 'connectionBuilder.js',
  sourcePath: 'connectionBuilder.ts',
} as const

const bundle = `
(() => {
  let calls = 0
  class Address { constructor({ server = 'none' } = {}) { this.server = server } }
  const main = (attr) => { calls += 1; return [\`\${new Address(attr).server}:\${calls}\`] }
  __tacosmith = main
})();
`

const finish = async (
  target: ScriptTarget,
  role: 'connection-builder' | 'connection-properties' = 'connection-builder',
) => (await finishScript({ ...plan, role }, bundle, { target, check: true })).code

const evaluate = (script: string, globals: object = {}) =>
  runInNewContext(script, globals) as (attr: object) => string[]

describe('finishScript', () => {
  it('makes the one shape that Tableau evaluates', async () => {
    const script = await finish('es2016')
    expect(script).toMatch(/^\(function dsbuilder\(attr\) \{\n/)
    expect(script).toMatch(/\n\}\)\n$/)
    expect(checkScript(plan.path, new TextEncoder().encode(script), 'es2016')).toEqual([])
  })

  it('starts module state anew at every call and leaks nothing', async () => {
    const globals = {}
    const builder = evaluate(await finish('es2016'), globals)
    expect([...builder({ server: 'a' }), ...builder({ server: 'b' })]).toEqual(['a:1', 'b:1'])
    expect(Object.keys(globals)).toEqual([])
  })

  it('names the function by its role', async () => {
    const script = await finish('es2016', 'connection-properties')
    expect(script).toMatch(/^\(function propertiesbuilder\(attr\)/)
  })

  it('reaches es5, helpers inside the function', async () => {
    const script = await finish('es5')
    expect(checkScript(plan.path, new TextEncoder().encode(script), 'es5')).toEqual([])
    expect(evaluate(script)({ server: 'a' })).toEqual(['a:1'])
  })
})
