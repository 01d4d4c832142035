import { minimalConnector } from '@tacosmith/test-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { inConnectorFolder, type Workplace, workplace } from '../testing/run-cli.ts'

/** Tells on stderr which files of the program are compiled. */
const watch = `
const vm = require('node:vm')
const { basename } = require('node:path')
vm.Script = new Proxy(vm.Script, {
  construct(target, values, made) {
    process.stderr.write('COMPILED ' + basename(values[1].filename) + '\\n')
    return Reflect.construct(target, values, made)
  },
})
`

let place: Workplace
beforeAll(async () => {
  place = await workplace({ ...inConnectorFolder(minimalConnector()), 'watch.cjs': watch })
  await place.run(['build', 'connector', '-o', 'some.taco'])
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
    ['build', 'connector', '-o', 'other.taco'],
    ['checking.cjs', 'packaging.cjs', 'program.cjs', 'signing.cjs', 'verifying.cjs'],
  ],
])('%j needs these files of the program: %j', async (words, expected) => {
  const { stderr } = await place.run(words, { NODE_OPTIONS: `--require=${place.folder}/watch.cjs` })
  const compiled = [...stderr.matchAll(/^COMPILED (.*)$/gm)].map(([, name]) => name)
  const files = compiled.filter((name) => name !== 'libxml2-wasm.cjs')
  expect(files.toSorted()).toEqual(expected.toSorted())
})
