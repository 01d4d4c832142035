import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { minimalConnector } from '@tacosmith/test-kit'
import { afterEach, describe, expect, it } from 'vitest'
import { inConnectorFolder, type Workplace, workplace } from '../testing/run-cli.ts'

let place: Workplace
afterEach(() => place.dispose())

const values = { server: 'db.example.com', username: 'ann', password: 'made up' }
const right = {
  name: 'user name and password',
  values,
  expect: {
    connection: 'jdbc:brook://db.example.com:7800/',
    properties: { password: 'made up', user: 'ann' },
    canSignIn: true,
  },
}
const wrong = {
  name: 'another port',
  values: { ...values, port: '1' },
  expect: { connection: 'jdbc:brook://db.example.com:2/', properties: { user: 'bob', password: 'made up' } },
}

async function start(...scenarios: object[]): Promise<void> {
  place = await workplace({
    ...inConnectorFolder(minimalConnector()),
    'package.json': '{}',
    'scenarios/sign-in.json': JSON.stringify({ scenarios }),
  })
}

describe('test', () => {
  it('says which scenarios are as expected, and what is other', async () => {
    await start(right, wrong)
    const { exitCode, stdout, stderr } = await place.run(['test', 'connector'])
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' })
    expect(stdout).toBe(
      [
        'connector',
        '  ✔ user name and password sign-in.json',
        '  ✖ another port sign-in.json',
        '      connection',
        '        expected "jdbc:brook://db.example.com:2/"',
        '        but got  "jdbc:brook://db.example.com:1/"',
        '      properties.user',
        '        expected "bob"',
        '        but got  "ann"',
        '',
        '2 scenarios, 1 not as expected',
        '',
      ].join('\n'),
    )
  })

  it.each([
    [
      'connection-fields.xml',
      minimalConnector()['connection-fields.xml']?.replace('</connection-fields>', '') ?? '',
    ],
    ['manifest.xml', minimalConnector()['manifest.xml']?.replace('connection-fields.xml', 'gone.xml') ?? ''],
  ])('tests nothing, and brings nothing up to date, where %s cannot be used', async (file, text) => {
    await start(right)
    await place.write({ [`connector/${file}`]: text })
    const before = await readFile(join(place.folder, 'scenarios/sign-in.json'), 'utf8')
    for (const words of [[], ['--update']]) {
      const { exitCode, stdout, stderr } = await place.run(['test', 'connector', ...words])
      expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' })
      expect(stderr).toMatch(new RegExp(`error ${file.replace('.', '\\.')}:\\d+`))
    }
    expect(await readFile(join(place.folder, 'scenarios/sign-in.json'), 'utf8')).toBe(before)
  })

  it('ends with 0 where all are as expected', async () => {
    await start(right)
    const { exitCode, stdout } = await place.run(['test'])
    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout: 'connector\n  ✔ user name and password sign-in.json\n\n1 scenario, all as expected\n',
    })
  })

  it('has a form for programs, and one for CI', async () => {
    await start(right, wrong)
    const json = await place.run(['test', '--json'])
    expect(json.exitCode).toBe(1)
    expect(JSON.parse(json.stdout)).toMatchObject({
      ok: false,
      connectors: [{ name: 'connector', scenarios: [{ ok: true }, { ok: false, file: 'sign-in.json' }] }],
    })
    const { exitCode, stdout } = await place.run(['test', '--format', 'junit'])
    expect(exitCode).toBe(1)
    expect(stdout).toMatch(/<testsuites name="tacosmith test" tests="2" failures="1" /)
    expect(stdout).toContain('<testcase classname="scenarios/sign-in.json" name="another port"')
    expect(stdout).toContain('<failure message="other than expected: connection, properties">')
    expect(stdout).toContain('but got  &quot;jdbc:brook://db.example.com:1/&quot;')
  })

  it('writes what came of them with --update', async () => {
    await start(right, wrong)
    const { exitCode, stdout } = await place.run(['test', '--update'])
    expect(exitCode).toBe(0)
    expect(stdout).toContain('↻ another port')
    const { scenarios } = JSON.parse(await readFile(join(place.folder, 'scenarios/sign-in.json'), 'utf8'))
    expect(scenarios).toEqual([
      right,
      {
        ...wrong,
        expect: {
          connection: 'jdbc:brook://db.example.com:1/',
          properties: { user: 'ann', password: 'made up' },
        },
      },
    ])
    expect((await place.run(['test'])).exitCode).toBe(0)
  })

  it('fails where a script throws, and does not keep that with --update', async () => {
    await start(right)
    await place.write({ 'connector/connectionBuilder.js': '(function build(attr) { return nothing })' })
    const before = await readFile(join(place.folder, 'scenarios/sign-in.json'), 'utf8')
    const { exitCode, stdout } = await place.run(['test', '--update'])
    expect(exitCode).toBe(1)
    expect(stdout).toMatch(
      /✖ user name and password[\s\S]*error\n +expected nothing\n +but got {2}"ReferenceError: /,
    )
    expect(await readFile(join(place.folder, 'scenarios/sign-in.json'), 'utf8')).toBe(before)
  })

  it('tells an exception that nobody expected, and takes one that is', async () => {
    const thrown = { name: 'no server', values: {}, expect: { exception: 'Which server?' } }
    await start(thrown, { ...right, name: 'unexpected', values: {} })
    await place.write({
      'connector/connectionBuilder.js':
        "(function build(attr) { return attr.server ? ['x'] : connectionHelper.ThrowTableauException('Which server?') })",
    })
    const { stdout } = await place.run(['test'])
    expect(stdout).toContain('✔ no server')
    expect(stdout).toMatch(/✖ unexpected[\s\S]*exception\n +expected nothing\n +but got {2}"Which server\?"/)
  })

  it.each<[string, string, string]>([
    ['no scenarios', '', 'there are no scenarios in scenarios'],
    ['no JSON', '{', 'sign-in.json is not JSON'],
    ['a mistake', '{ "scenarios": [{}] }', 'scenarios[0].name is missing'],
  ])('refuses %s', async (_, text, told) => {
    place = await workplace({
      ...inConnectorFolder(minimalConnector()),
      ...(text !== '' && { 'scenarios/sign-in.json': text }),
    })
    const { exitCode, stderr } = await place.run(['test'])
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining(told) })
  })

  it('tests several connectors, each with its own scenarios', async () => {
    const one = (name: string): Record<string, string> => ({
      ...Object.fromEntries(
        Object.entries(minimalConnector()).map(([file, text]) => [`${name}/connector/${file}`, text ?? '']),
      ),
      [`${name}/scenarios/a.json`]: JSON.stringify({ scenarios: [right] }),
    })
    place = await workplace({ ...one('first'), ...one('second') })
    const { exitCode, stdout } = await place.run(['test', 'first', 'second'])
    expect(exitCode).toBe(0)
    expect(stdout).toContain('first/connector\n')
    expect(stdout).toContain('second/connector\n')
    expect(stdout).toContain('2 scenarios, all as expected')
  })
})
