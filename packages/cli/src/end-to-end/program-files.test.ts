import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { minimalConnector } from '@tacosmith/test-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { inConnectorFolder, type Workplace, workplace } from '../testing/run-cli.ts'

/** Tells on stderr which files of the program are compiled, and when a thread starts. */
const watch = `
const vm = require('node:vm')
const threads = require('node:worker_threads')
const { basename } = require('node:path')
const told = (construct, tell) => new Proxy(construct, {
  construct(target, values, made) {
    process.stderr.write(tell(values) + '\\n')
    return Reflect.construct(target, values, made)
  },
})
vm.Script = told(vm.Script, ([, { filename }]) => 'COMPILED ' + basename(filename))
threads.Worker = told(threads.Worker, () => 'THREAD')
`

let place: Workplace
beforeAll(async () => {
  place = await workplace({ ...inConnectorFolder(minimalConnector()), 'watch.cjs': watch })
  const { stdout } = await place.run(['build', 'connector', '--json'])
  await rename(JSON.parse(stdout).file, join(place.folder, 'some.taco'))
})
afterAll(() => place.dispose())

// What is read and compiled is most of what a short command does besides its work.
it.each([
  [['--version'], []],
  [
    ['verify', 'some.taco', '--allow-unsigned'],
    ['program.cjs', 'verifying.cjs'],
  ],
  [
    ['sign', 'some.taco', '--help'],
    ['program.cjs', 'signing.cjs', 'verifying.cjs'],
  ],
  [
    ['validate', 'connector'],
    ['checking.cjs', 'program.cjs', 'signing.cjs', 'verifying.cjs'],
  ],
  [
    ['build', 'connector', '-o', 'other'],
    ['checking.cjs', 'packaging.cjs', 'program.cjs', 'signing.cjs', 'verifying.cjs'],
  ],
])('%j needs these files of the program: %j', async (words, expected) => {
  const { stderr } = await place.run(words, { NODE_OPTIONS: `--require=${place.folder}/watch.cjs` })
  const compiled = [...stderr.matchAll(/^COMPILED (.*)$/gm)].map(([, name]) => name)
  const files = compiled.filter((name) => name !== 'libxml2-wasm.cjs')
  expect(files.toSorted()).toEqual(expected.toSorted())
})

// Started when it is needed, the engine would keep the command waiting for a third of a second.
it.each([
  ['validate connector', 'first'],
  ['build connector --file-name another.taco', 'first'],
  ['validate connector --log logs.xml', 'first'],
  ['validate connector --untrusted', 'never'],
  ['validate some.taco', 'never'],
  ['validate connector/manifest.xml', 'never'],
])('%s starts the script engine %s', async (line, when) => {
  const { stderr } = await place.run(line.split(' '), { NODE_OPTIONS: `--require=${place.folder}/watch.cjs` })
  const told = stderr.split('\n').filter((text) => /^(?:THREAD$|COMPILED )/.test(text))
  expect(told).toContain('COMPILED program.cjs')
  expect(told.indexOf('THREAD')).toBe(when === 'first' ? 0 : -1)
})
