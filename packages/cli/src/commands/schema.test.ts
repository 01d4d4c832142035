import { readFile } from 'node:fs/promises'
import { scenarioSchema } from '@tacosmith/preview'
import { minimalConnector } from '@tacosmith/test-kit'
import { Ajv } from 'ajv'
import { afterEach, describe, expect, it } from 'vitest'
import { readCommandFacts, withInner } from '../program/command-facts.ts'
import { commandList } from '../program/command-list.ts'
import { commandSchema, commandsWithJson } from '../schemas/command-schemas.ts'
import { terminalOf } from '../terminal/terminal.ts'
import { checkJson } from '../testing/json-watch.ts'
import { inConnectorFolder, type Workplace, workplace } from '../testing/run-cli.ts'

let place: Workplace | undefined
afterEach(() => place?.dispose())

describe('schema', () => {
  it('prints the schema of a command', async () => {
    place = await workplace()
    const { exitCode, stdout } = await place.run(['schema', 'verify'])
    expect(exitCode).toBe(0)
    expect(JSON.parse(stdout)).toEqual(commandSchema('verify'))
    expect(new Ajv().validateSchema(JSON.parse(stdout))).toBe(true)
  })

  it('prints the schema of files of scenarios, which lies in the package too', async () => {
    place = await workplace()
    const { exitCode, stdout } = await place.run(['schema', 'scenarios'])
    expect(exitCode).toBe(0)
    expect(JSON.parse(stdout)).toEqual(scenarioSchema())
    const file = new URL('../../dist/scenarios.schema.json', import.meta.url)
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(scenarioSchema())
  })

  it('names the commands that have one', async () => {
    place = await workplace()
    const { exitCode, stderr } = await place.run(['schema', 'completion'])
    expect(exitCode).toBe(2)
    expect(stderr).toContain('validate')
  })

  it('fits what is printed about places where nothing is, and about types', async () => {
    place = await workplace({
      ...inConnectorFolder(minimalConnector()),
      'repository/Connectors/readme.txt': '',
    })
    // Each run is held against the schema of its command.
    for (const words of [
      ['types'],
      ['list', '--repository', 'repository'],
      ['uninstall', 'brook_jdbc', '--repository', 'repository'],
      ['resolve', '.', '--repository', 'repository'],
    ]) {
      const { stdout } = await place.run([...words, '--json'])
      expect(JSON.parse(stdout)).not.toHaveProperty('error')
    }
  })

  it('knows every command that has --json, and no other', async () => {
    const program = await readCommandFacts(commandList, terminalOf(process))
    const having = program.commands
      .filter((command) =>
        withInner(command).some(({ options }) => options.some(({ long }) => long === '--json')),
      )
      .map(({ path }) => path.join(' '))
    expect([...commandsWithJson].sort()).toEqual(having.sort())
  })
})

describe('what the tests hold output against', () => {
  const report = { ok: true, errors: 0, warnings: 0, diagnostics: [] }

  it('lets a result and an error pass', () => {
    checkJson(['validate', '--json'], JSON.stringify(report))
    checkJson(['validate', '--json'], JSON.stringify({ error: { code: 'usage', message: 'no' } }))
  })

  it.each([
    { ...report, errors: 'none' },
    { ...report, more: 1 },
    { ok: true },
    { error: { message: 'no code' } },
  ])('refuses %j', (output) => {
    expect(() => checkJson(['validate', '--json'], JSON.stringify(output))).toThrow(
      'its schema does not allow',
    )
  })

  it('looks at each line of a command that goes on', () => {
    const line = JSON.stringify({ ok: false, report })
    checkJson(['dev', '--json'], `${line}\n${line}\n`)
    expect(() => checkJson(['dev', '--json'], `${line}\n{}\n`)).toThrow('its schema does not allow')
  })
})
