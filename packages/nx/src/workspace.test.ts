import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CertificateAuthority } from '@tacosmith/test-kit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CacheServer, startCacheServer } from './testing/cache-server.ts'
import {
  addressModule,
  connectorName,
  connectorWorkspace,
  type GeneratedWorkspace,
  generatedWorkspace,
  sharedModule,
} from './testing/generated-workspace.ts'
import { type NxRun, pluginsApart, runNx } from './testing/run-nx.ts'

const names = Array.from({ length: 6 }, (_, index) => connectorName(index))
const targets = ['taco-build', 'taco-test']
const tasksOf = (...connectors: string[]): string[] =>
  connectors.flatMap((name) => targets.map((target) => `${name}:${target}`))
const all = ['run-many', '--targets', targets.join(',')]
const tacoIn = (name: string, kind = 'unsigned'): string =>
  `connectors/${name}/dist/${kind}/${name}-v1.0.0.taco`

let cache: CacheServer
let origin: GeneratedWorkspace
/** A checkout in which everything has been run. */
let checkout: GeneratedWorkspace
const workspaces: GeneratedWorkspace[] = []

async function clone(): Promise<GeneratedWorkspace> {
  const copy = await origin.clone()
  workspaces.push(copy)
  return copy
}

beforeAll(async () => {
  cache = await startCacheServer()
  origin = await generatedWorkspace(connectorWorkspace({ connectors: names.length, modules: 3 }))
  workspaces.push(origin)
})
afterAll(async () => {
  for (const workspace of workspaces) await workspace.dispose()
  await cache.close()
})

/** Fails with what nx printed where it failed. */
function expectFine(run: NxRun): NxRun {
  expect(run.exitCode, run.output).toBe(0)
  return run
}

describe('a workspace of connectors', () => {
  it('is built by several machines that share nothing but a cache', async () => {
    const parts = [names.slice(0, 3), names.slice(3)]
    const runs = await Promise.all(
      parts.map(async (part) =>
        runNx((await clone()).root, [...all, '--projects', part.join(',')], {
          ...cache.environment,
          ...pluginsApart,
        }),
      ),
    )
    expect(runs.map((run) => expectFine(run).ran)).toEqual(parts.map((part) => tasksOf(...part)))
    expect(cache).toMatchObject({ stored: 12, found: 0, refused: 0 })
  })

  it('comes from that cache on another machine', async () => {
    checkout = await clone()
    const run = expectFine(await runNx(checkout.root, all, { ...cache.environment, ...pluginsApart }))
    expect(run).toMatchObject({ ran: [], remote: tasksOf(...names) })
    for (const name of names)
      expect((await readFile(join(checkout.root, tacoIn(name)))).length).toBeGreaterThan(1000)
  })

  it('comes from the own cache in a second run', async () => {
    const run = expectFine(await runNx(checkout.root, all))
    expect(run).toMatchObject({ ran: [], local: tasksOf(...names) })
  })

  it('runs what a change concerns: one connector', async () => {
    const file = 'connectors/c001/connector/connection-fields.xml'
    await checkout.write({ [file]: `${await readFile(join(checkout.root, file), 'utf8')}<!-- changed -->\n` })
    const run = expectFine(await runNx(checkout.root, all))
    expect(run.ran).toEqual(tasksOf('c001'))
    checkout.commit('Change one')
  })

  it('runs what a change concerns: those that import a shared module by its path', async () => {
    await checkout.write({ [sharedModule(0)]: `${addressModule(0)}// changed\n` })
    const run = expectFine(
      await runNx(
        checkout.root,
        ['affected', '--base', 'HEAD', '--targets', targets.join(',')],
        pluginsApart,
      ),
    )
    expect(run.ran).toEqual(tasksOf('c000', 'c003'))
    checkout.commit('Change a shared module')
  })

  it.each([
    ['a connector', 'connectors/c004/connector/manifest.xml', ['c004']],
    ['a shared module', 'shared/address-1.ts', [...names, 'shared']],
    ['what the shared configuration imports, in no project', 'settings/rules.mjs', names],
    ['something else', 'README.md', []],
  ])('is affected as far as it depends on %s', async (_, file, expected) => {
    const run = expectFine(
      await runNx(checkout.root, ['show', 'projects', '--affected', '--json', '--files', file]),
    )
    expect((JSON.parse(run.output) as string[]).sort()).toEqual(expected)
  })

  it('fails where a scenario is not met any more', async () => {
    await checkout.write({ [sharedModule(2)]: addressModule(2, 'jdbc:other') })
    const run = await runNx(checkout.root, ['run-many', '--targets', 'taco-test'])
    await checkout.write({ [sharedModule(2)]: addressModule(2) })
    expect(run).toMatchObject({ exitCode: 1, failed: ['c002:taco-test', 'c005:taco-test'] })
  })
})

describe('signing', () => {
  let key: Record<string, string>
  const signed = async (name: string, kind?: string): Promise<boolean> =>
    (await readFile(join(checkout.root, tacoIn(name, kind)))).includes('.SF')

  beforeAll(async () => {
    const authority = await CertificateAuthority.create()
    const issued = await authority.issue({ key: 'p-256' })
    await checkout.write({ '.nx/key.pem': `${issued.keyPem}\n${authority.chainPem(issued)}` })
    key = { TACOSMITH_KEYSTORE: join(checkout.root, '.nx/key.pem') }
  })

  it('does not happen to the cached file, whatever the environment says', async () => {
    const run = expectFine(await runNx(checkout.root, ['run', 'c005:taco-build'], key))
    expect(run.ran).toEqual([])
    expect(await signed('c005')).toBe(false)
  })

  it('does not happen to a file that is built with the variables set', async () => {
    const run = expectFine(await runNx(checkout.root, ['run', 'c005:taco-build', '--skip-nx-cache'], key))
    expect(run.ran).toEqual(['c005:taco-build'])
    expect(await signed('c005')).toBe(false)
  })

  it('fails without a key', async () => {
    const run = await runNx(checkout.root, ['run', 'c005:taco-sign'])
    expect(run).toMatchObject({ exitCode: 1, failed: ['c005:taco-sign'] })
    expect(run.output).toContain('sign has no key')
    expect(existsSync(join(checkout.root, tacoIn('c005', 'signed')))).toBe(false)
  })

  it('happens each time, to what the cache holds', async () => {
    for (let time = 0; time < 2; time++) {
      const run = expectFine(await runNx(checkout.root, ['run', 'c005:taco-sign'], key))
      expect(run).toMatchObject({ ran: ['c005:taco-sign'], local: ['c005:taco-build'] })
    }
    expect([await signed('c005', 'signed'), await signed('c005')]).toEqual([true, false])
  })
})

describe('in nx.json', () => {
  it('wrong options are refused by their names', async () => {
    const settings = { plugins: [{ plugin: '@tacosmith/nx', options: { buildTarget: 'x' } }] }
    await checkout.write({ 'nx.json': JSON.stringify(settings) })
    for (const environment of [{}, pluginsApart]) {
      const run = await runNx(checkout.root, ['show', 'projects'], environment)
      expect(run.exitCode).toBe(1)
      expect(run.output).toContain('buildTarget is unknown; there are validateTargetName,')
    }
  })

  it('the generator init adds the plugin once, and what it needs to package.json', async () => {
    await checkout.write({ 'nx.json': '{ "analytics": false, "neverConnectToCloud": true }' })
    // Nothing is installed: a test needs no network.
    const words = ['generate', '@tacosmith/nx:init', '--no-interactive', '--skipPackageJson']
    for (let time = 0; time < 2; time++) expectFine(await runNx(checkout.root, words))
    expect(JSON.parse(await readFile(join(checkout.root, 'nx.json'), 'utf8'))).toMatchObject({
      plugins: ['@tacosmith/nx'],
    })
  })
})

it('the generator connector makes a project whose targets work', async () => {
  const words = ['generate', '@tacosmith/nx:connector', 'connectors/river', '--no-interactive']
  expectFine(await runNx(checkout.root, [...words, '--dry-run']))
  expect(existsSync(join(checkout.root, 'connectors/river'))).toBe(false)
  const options = ['--class', 'river_jdbc', '--vendor', 'River Works']
  expectFine(await runNx(checkout.root, [...words, ...options]))
  const run = expectFine(
    await runNx(checkout.root, [
      'run-many',
      '--targets',
      'taco-validate,taco-test,taco-build',
      '--projects',
      'river-jdbc',
    ]),
  )
  expect(run.ran).toEqual(['river-jdbc:taco-build', 'river-jdbc:taco-test', 'river-jdbc:taco-validate'])
  expect(existsSync(join(checkout.root, 'connectors/river/dist/unsigned/river_jdbc-v1.0.0.taco'))).toBe(true)
  const again = await runNx(checkout.root, words)
  expect(again).toMatchObject({
    exitCode: 1,
    output: expect.stringContaining('connectors/river is not empty'),
  })
})
