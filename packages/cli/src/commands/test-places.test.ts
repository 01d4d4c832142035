import { symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { minimalConnector } from '@tacosmith/test-kit'
import { afterEach, describe, expect, it } from 'vitest'
import { inConnectorFolder, type Workplace, workplace } from '../testing/run-cli.ts'

let place: Workplace
afterEach(() => place.dispose())

const scenario = (name: string): string =>
  JSON.stringify({
    scenarios: [
      {
        ...{ name, values: { server: 'db', username: 'ann', password: 'made up' } },
        expect: { connection: 'jdbc:brook://db:7800/', canSignIn: true },
      },
    ],
  })

const connectorIn = (folder: string, files: Record<string, string> = {}): Record<string, string> =>
  Object.fromEntries(
    Object.entries(minimalConnector(files)).map(([name, text]) => [`${folder}/${name}`, text ?? '']),
  )

describe('test', () => {
  it('finds the scenarios of a connector that is the whole repository, and reads nothing outside', async () => {
    place = await workplace({
      ...connectorIn('repository', { 'scenarios/a.json': scenario('own') }),
      'repository/.git/HEAD': 'ref: refs/heads/main',
      'scenarios/a.json': '{ of somebody else',
    })
    const { exitCode, stdout } = await place.run(['test', 'repository'])
    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout: 'repository\n  ✔ own a.json\n\n1 scenario, all as expected\n',
    })
    const built = await place.run(['build', 'repository', '--json'])
    const { entries } = JSON.parse(built.stdout) as { entries: { name: string }[] }
    expect(entries.map(({ name }) => name).filter((name) => name.includes('scenarios'))).toEqual([])
    const checked = await place.run(['validate', 'repository'])
    expect(checked.stdout).not.toContain('scenarios')
  })

  it('gives each of several connectors its own', async () => {
    place = await workplace({
      '.git/HEAD': 'ref: refs/heads/main',
      ...connectorIn('connectors/one', { 'scenarios/a.json': scenario('first') }),
      ...connectorIn('connectors/two'),
      'connectors/README.md': 'Our connectors.',
      'connectors/notes/a.txt': 'no connector',
    })
    const { exitCode, stdout, stderr } = await place.run(['test', 'connectors/*'])
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(stdout).toBe(
      [
        'connectors/one',
        '  ✔ first a.json',
        '',
        'connectors/two',
        '  no scenarios in connectors/two/scenarios',
        '',
        '1 scenario, all as expected',
        '',
      ].join('\n'),
    )
  })

  it('goes on where one of several cannot be tested', async () => {
    place = await workplace({
      ...connectorIn('one/connector'),
      'one/scenarios/a.json': '{',
      ...connectorIn('two/connector'),
      'two/connector/connectionBuilder.js': 'export default (attr) => [',
      'two/scenarios/a.json': scenario('never'),
      ...connectorIn('three/connector'),
      'three/scenarios/a.json': scenario('last'),
    })
    const words = ['test', 'one', 'two', 'three', 'four']
    const { exitCode, stdout, stderr } = await place.run(words)
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: '' })
    expect(stdout).toMatch(/^one\n {2}✖ a\.json is not JSON: /)
    expect(stdout).toMatch(/\ntwo\n {2}✖ connectionBuilder\.js:1:\d+: /)
    expect(stdout).toMatch(/\nthree\/connector\n {2}✔ last a\.json\n/)
    expect(stdout).toMatch(/\nfour\n {2}✖ .* does not exist\n/)
    expect(stdout).toMatch(/\n1 scenario, 3 connectors not tested\n$/)
    const json = await place.run([...words, '--json'])
    expect(JSON.parse(json.stdout)).toMatchObject({
      ok: false,
      connectors: [
        { error: { code: 'usage' } },
        { error: { code: 'script' } },
        { scenarios: [{ ok: true }] },
        {},
      ],
    })
    const junit = await place.run([...words, '--format', 'junit'])
    expect(junit.stdout).toContain('<testsuites name="tacosmith test" tests="4" failures="0" errors="3"')
    expect(junit.stdout).toMatch(/<error message="a\.json is not JSON: /)
  })

  it.skipIf(process.platform === 'win32')('refuses a folder that is a link out of the project', async () => {
    place = await workplace({
      ...inConnectorFolder(minimalConnector()),
      'package.json': '{}',
    })
    await symlink('/etc', join(place.folder, 'scenarios'))
    const { exitCode, stdout, stderr } = await place.run(['test'])
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
    expect(stderr).toContain('scenarios is a link that leads out of the project, to /etc')
  })

  it('says what no user could enter, fails, and does not write that with --update', async () => {
    const wrong = { name: 'wrong', values: { servr: 'db', port: '1' }, expect: { connection: 'x' } }
    const text = JSON.stringify({ scenarios: [wrong] })
    place = await workplace({
      ...inConnectorFolder(minimalConnector()),
      'package.json': '{}',
      'scenarios/a.json': text,
    })
    const { exitCode, stdout } = await place.run(['test', '--update'])
    expect(exitCode).toBe(1)
    expect(stdout).toMatch(
      / {2}✖ wrong a\.json\n {6}values\.servr\n {8}the dialog has no such field; it has server, port, /,
    )
    expect(stdout).toMatch(/\n1 scenario, 1 not as expected\n$/)
    const json = JSON.parse((await place.run(['test', '--json'])).stdout)
    expect(json.connectors[0].scenarios[0].differences[0]).toEqual({
      ...{ what: 'values.servr', message: expect.stringContaining('no such field') },
    })
    const junit = await place.run(['test', '--format', 'junit'])
    expect(junit.stdout).toContain('the dialog has no such field')
  })

  it('runs five hundred scenarios, and brings them up to date', async () => {
    const [one] = JSON.parse(scenario('x')).scenarios
    const scenarios = Array.from({ length: 500 }, (_, index) => ({
      ...{ ...one, name: `scenario ${index}` },
      expect: { connection: index < 400 ? 'jdbc:brook://db:7800/' : 'another' },
    }))
    place = await workplace({
      ...inConnectorFolder(minimalConnector()),
      'package.json': '{}',
      'scenarios/a.json': `\ufeff${JSON.stringify({ scenarios })}`,
    })
    const { exitCode, stdout } = await place.run(['test', '--update'])
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/\n500 scenarios, 100 brought up to date\n$/)
    expect((await place.run(['test'])).stdout).toMatch(/\n500 scenarios, all as expected\n$/)
  }, 120_000)
})
