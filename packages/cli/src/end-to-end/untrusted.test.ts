import { readFile } from 'node:fs/promises'
import { minimalConnector } from '@tacosmith/test-kit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inConnectorFolder, type Workplace, workplace } from '../testing/run-cli.ts'

const { 'connectionBuilder.js': _, ...others } = minimalConnector()
const failing = '(function dsbuilder(attr) { return [attr.server.no.such] })'
const writesMarker = `import { writeFileSync } from 'node:fs'\nwriteFileSync('marker', 'x')\nexport default {}\n`

let place: Workplace
beforeEach(async () => {
  place = await workplace()
})
afterEach(() => place.dispose())

const connectorWith = (files: Record<string, string>) => inConnectorFolder({ ...others, ...files })

describe.each(['validate', 'build'])('tacosmith %s --untrusted', (command) => {
  const run = (...words: string[]) => place.run([command, ...words])

  it('loads no configuration', async () => {
    for (const folder of ['', 'connector/']) {
      await place.write({
        ...connectorWith({ 'connectionBuilder.js': failing }),
        [`${folder}tacosmith.config.mjs`]: writesMarker,
      })
      expect((await run('connector', '--untrusted')).exitCode).toBe(0)
      expect(await place.files()).not.toContain('marker')
    }
    await run('connector')
    expect(await place.files()).toContain('marker')
  })

  it('runs no script', async () => {
    await place.write(connectorWith({ 'connectionBuilder.js': failing }))
    const trusted = await run('connector')
    expect(trusted.stdout + trusted.stderr).toContain('script-trial')
    const { stdout, stderr, exitCode } = await run('connector', '--untrusted')
    expect(stdout + stderr).not.toContain('script-trial')
    expect(exitCode).toBe(0)
  })

  it('checks with the sandboxed engine, and refuses the other one', async () => {
    await place.write(connectorWith({ 'connectionBuilder.js': failing }))
    const refused = await run('connector', '--untrusted', '--engine', 'libxmljs2')
    expect(refused.exitCode).toBe(2)
    expect(refused.stderr).toContain('--untrusted cannot be combined with --engine libxmljs2')
    if (command === 'build') return
    const { stderr } = await run('connector', '--untrusted', '--verbose')
    expect(stderr).toContain('XML engine: libxml2-wasm')
  })

  it('reads nothing outside of the connector folder', async () => {
    await place.write({
      'package.json': '{}',
      // Either would end the build if it were read.
      'tsconfig.json': '{ "extends": "./none.json" ',
      'connector/tsconfig.json': '{ "compilerOptions": { "target": "nonsense" } }',
      'secret.ts': 'export const secret = "hunter2-7731"',
      'node_modules/left-pad/index.js': 'export default () => "hunter2-7731"',
      'node_modules/left-pad/package.json': '{ "name": "left-pad", "type": "module", "main": "index.js" }',
    })
    for (const imported of [
      '../secret',
      '../secret.ts',
      'left-pad',
      'node:fs',
      `${place.folder}/secret.ts`,
    ]) {
      await place.write(
        connectorWith({
          'connectionBuilder.ts': `import * as all from '${imported}'\nexport default () => [JSON.stringify(all)]`,
        }),
      )
      const { stdout, stderr, exitCode } = await run('connector', '--untrusted')
      expect(stdout + stderr).toContain(
        `Could not resolve "${imported}": for an untrusted connector, nothing outside its folder is read`,
      )
      expect(stdout + stderr).not.toContain('hunter2')
      expect(exitCode).toBe(command === 'build' ? 1 : 0)
    }
  })

  it('builds scripts from the files of the connector, and writes none into it', async () => {
    await place.write(
      connectorWith({
        'connectionBuilder.ts': `import { defineConnectionBuilder } from '@tacosmith/core/script'
          import { address } from './parts/address.js'
          import parts from './parts'
          import port from './port.json'
          export default defineConnectionBuilder((attr) => [address(attr.server ?? parts.server, port.number)])`,
        'parts/address.ts':
          'export const address = (server: string, port: number) => `jdbc:a://${server}:${port}`',
        'parts/index.ts': 'export default { server: "localhost" }',
        'port.json': '{ "number": 5432 }',
      }),
    )
    const before = await place.files()
    const { exitCode, stdout, stderr } = await run('connector', '--untrusted', '--warnings-as-errors')
    expect(stdout + stderr).not.toContain('Could not resolve')
    expect(exitCode).toBe(0)
    expect((await place.files()).filter((file) => file.startsWith('connector/'))).toEqual(
      before.filter((file) => file.startsWith('connector/')),
    )
  })

  it('tells the place of a fault in such a script', async () => {
    await place.write(
      connectorWith({ 'connectionBuilder.ts': 'export default () => [\n  console.log("x")]' }),
    )
    const { stdout, stderr, exitCode } = await run('connector', '--untrusted')
    expect(stdout + stderr).toMatch(/connectionBuilder\.ts:2:3/)
    expect(exitCode).toBe(1)
  })

  it('says where there is no such folder', async () => {
    const { exitCode, stderr } = await run('conector', '--untrusted')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('conector does not exist')
  })
})

describe('tacosmith build --untrusted', () => {
  it('signs nothing, whatever the environment names, and refuses to be told so', async () => {
    await place.write(connectorWith({ 'connectionBuilder.js': failing }))
    const { exitCode, stdout } = await place.run(['build', 'connector', '--untrusted', '--json'], {
      TACOSMITH_KEYSTORE: 'none.p12',
    })
    expect(exitCode).toBe(0)
    const { file, signed } = JSON.parse(stdout)
    expect(signed).toBe(false)
    expect((await readFile(file)).length).toBeGreaterThan(0)
    const refused = await place.run(['build', 'connector', '--untrusted', '--sign', 'development'])
    expect(refused.exitCode).toBe(2)
    expect(refused.stderr).toContain('--untrusted never signs')
  })
})

describe('tacosmith validate --untrusted', () => {
  it('loads no configuration for a .taco either', async () => {
    await place.write(connectorWith({ 'connectionBuilder.js': failing }))
    const { stdout } = await place.run(['build', 'connector', '--json'])
    await place.write({ 'tacosmith.config.mjs': writesMarker })
    const { file } = JSON.parse(stdout)
    expect((await place.run(['validate', file, '--untrusted'])).exitCode).toBe(0)
    expect(await place.files()).not.toContain('marker')
  })
})
