import { expect, it } from 'vitest'
import { runAside } from './run-aside.ts'
import { type EngineTask, runIsolated } from './script-engine.ts'

const task = (script: string): EngineTask => ({
  prelude: '({ run: function (script, input) { return String(script(input)) }, failed: String })',
  script,
  inputs: ['a', 'b'],
  milliseconds: 300,
})

const endless = task('(function () { for (;;) {} })')
const insideBuiltIn = task("(function () { return new Array(1e9).join('x').indexOf('y') })")
const plain = task('(function (input) { return input + input })')

it.each([
  ['a loop', endless],
  ['a built-in function', insideBuiltIn],
])('lets other work go on while a script does not leave %s', async (_what, stuck) => {
  let beats = 0
  const timer = setInterval(() => beats++, 10)
  expect(await runAside(stuck)).toBeUndefined()
  clearInterval(timer)
  expect(beats).toBeGreaterThan(10)
})

it('runs one script after the other, beside those that are waited for', async () => {
  const all = [runAside(endless), runAside(plain), runAside(plain)]
  expect(runIsolated(plain)).toEqual(['aa', 'bb'])
  expect(await Promise.all(all)).toEqual([undefined, ['aa', 'bb'], ['aa', 'bb']])
  expect(runIsolated(plain)).toEqual(['aa', 'bb'])
})
