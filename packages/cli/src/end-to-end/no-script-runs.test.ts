import { fileURLToPath, pathToFileURL } from 'node:url'
import { minimalConnector } from '@tacosmith/test-kit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inConnectorFolder, type Workplace, workplace } from '../testing/run-cli.ts'

const inProgram = (name: string): string => fileURLToPath(new URL(`../../dist/${name}.cjs`, import.meta.url))
const program = ['program', 'verifying', 'signing', 'checking', 'packaging', 'rare'].map(inProgram)
const xmlEngine = inProgram('libxml2-wasm')

/** As where libxmljs2 is not installed. */
const withoutAddons = `
import './watch.mjs'
process.dlopen = () => { throw new Error('no native addons here') }
`

/**
 * Tells on stderr of everything in which a script could run, but for the program itself, which is compiled as a script, and
 * so is the XML engine where libxmljs2 does not load.
 */
const watch = `
import vm from 'node:vm'
import threads from 'node:worker_threads'
import child from 'node:child_process'
import { syncBuiltinESMExports } from 'node:module'
const told = (object, name) => {
  const plain = object[name]
  const tell = (values) => {
    // Node 20.19.0 reads the names in a require call with eval, before anything of ours runs.
    if (name === 'eval' && new Error().stack.includes('node:internal/deps/cjs-module-lexer')) return
    const file = name === 'Script' ? values[1]?.filename : undefined
    if (file === ${JSON.stringify(xmlEngine)}) process.stderr.write('XML ENGINE\\n')
    else if (!${JSON.stringify(program)}.includes(file)) process.stderr.write('RUNS BY ' + name + '\\n')
  }
  object[name] = new Proxy(plain, {
    construct: (target, values, made) => (tell(values), Reflect.construct(target, values, made)),
    apply: (target, self, values) => (tell(values), Reflect.apply(target, self, values)),
  })
}
for (const name of ['Script', 'runInContext', 'runInNewContext', 'runInThisContext', 'compileFunction']) told(vm, name)
told(threads, 'Worker')
syncBuiltinESMExports()
told(globalThis, 'eval')
`

let place: Workplace
let taco: string
beforeAll(async () => {
  place = await workplace({
    ...inConnectorFolder(minimalConnector()),
    'watch.mjs': watch,
    'without-addons.mjs': withoutAddons,
  })
  taco = JSON.parse((await place.run(['build', 'connector', '--json'])).stdout).file
})
afterAll(() => place.dispose())

const watched = (words: string[], watcher = 'watch.mjs') =>
  place.run(
    words.map((word) => (word === 'TACO' ? taco : word)),
    { NODE_OPTIONS: `--import=${pathToFileURL(`${place.folder}/${watcher}`).href}` },
  )

describe('no script runs in', () => {
  it.each([
    [['inspect', 'TACO']],
    [['inspect', 'connector']],
    [['list', '--json', '--repository', '.']],
    [['diff', 'TACO', 'connector']],
    [['diff', 'TACO', 'TACO', '--json']],
    [['verify', 'TACO']],
    [['types', 'connector']],
    [['validate', 'TACO']],
    [['validate', 'connector', '--untrusted']],
    [['build', 'connector', '--untrusted']],
  ])('tacosmith %j', async (words) => {
    const { stderr, exitCode } = await watched(words)
    expect(stderr).not.toContain('RUNS BY')
    expect([0, 1]).toContain(exitCode)
  })
})

it('which is seen where a script does run', async () => {
  expect((await watched(['validate', 'connector'])).stderr).toContain('RUNS BY Worker')
})

it('the XML engine that needs no compiler is started once, however many files it checks', async () => {
  const { stderr, exitCode } = await watched(['inspect', 'connector'], 'without-addons.mjs')
  expect(exitCode).toBe(0)
  expect(stderr).toBe('XML ENGINE\n')
})
