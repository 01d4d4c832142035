import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { scenarioSchema } from '@tacosmith/preview'
import { Ajv } from 'ajv'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { packageManagers } from '../project/package-manager.ts'
import { linkPackages } from '../testing/npm-project.ts'
import { type Workplace, workplace } from '../testing/run-cli.ts'
import { triedProjects } from '../testing/tried-projects.ts'
import {
  type AuthenticationMode,
  authenticationModes,
  bases,
  bundlers,
  languages,
  type ProjectChoices,
} from './project-choices.ts'
import { completeChoices } from './project-defaults.ts'
import { projectFiles } from './project-files.ts'

/** Each way to sign in alone, and each two in both orders: of more the scenarios take the first two. */
const authentications: AuthenticationMode[][] = authenticationModes.flatMap((first) =>
  authenticationModes.map((second) => [...new Set([first, second])]),
)

/** Every kind of connector; the bundlers, which do not change its files, take turns. */
const all: ProjectChoices[] = bases.flatMap((base) =>
  languages.flatMap((language) =>
    triedProjects(authentications).map((authentication, index) => {
      const bundler = bundlers[index % bundlers.length] ?? 'none'
      return completeChoices({ base, language, bundler, authentication }, 'brook')
    }),
  ),
)

interface Tested {
  ok: boolean
  connectors: { name: string; scenarios: { name: string; ok: boolean; differences: { what: string }[] }[] }[]
}

let place: Workplace
beforeAll(async () => {
  place = await workplace()
  await linkPackages(place.folder)
  for (const [index, choices] of all.entries()) await write(`project-${index}`, choices)
})
afterAll(() => place.dispose())

async function write(project: string, choices: ProjectChoices): Promise<void> {
  const files = Object.entries(projectFiles(choices, packageManagers.npm))
  await place.write(Object.fromEntries(files.map(([name, text]) => [`${project}/${name}`, text])))
}

async function testAll(...words: string[]): Promise<Tested & { exitCode: number | null }> {
  const { exitCode, stdout, stderr } = await place.run(['test', ...words, '--json'])
  expect(stderr).toBe('')
  return { exitCode, ...(JSON.parse(stdout) as Tested) }
}

describe('the scenarios of a new project', () => {
  it('are two, which pass whatever was chosen', async () => {
    const { exitCode, connectors } = await testAll('project-*')
    const failed = connectors.filter(({ scenarios }) => scenarios.some(({ ok }) => !ok))
    expect(failed).toEqual([])
    expect(exitCode).toBe(0)
    expect(connectors.map(({ scenarios }) => scenarios.length)).toEqual(all.map(() => 2))
  }, 120_000)

  it('fit the schema that they name', async () => {
    const validate = new Ajv().compile(scenarioSchema())
    for (const index of all.keys()) {
      const text = await readFile(join(place.folder, `project-${index}/scenarios/sign-in.json`), 'utf8')
      const file = JSON.parse(text) as { $schema: string }
      expect(validate(file), text).toBe(true)
      const schema = join(place.folder, `project-${index}/scenarios`, file.$schema)
      // The packages of these projects lie above them.
      const installed = schema.replace(`project-${index}/node_modules`, 'node_modules')
      expect(JSON.parse(await readFile(installed, 'utf8'))).toEqual(scenarioSchema())
    }
  })

  it('hold whatever characters a vendor has in its name', async () => {
    const vendors = ["O'Neil & Söhne (EU)", 'A}B{', 'x;y=z', 'Dot. [Com]+*?^$|\\', 'Two  blanks']
    for (const [index, vendor] of vendors.entries()) {
      const choices = { base: 'odbc', vendor, language: 'js' } as const
      await write(`vendor-${index}`, completeChoices(choices, 'brook'))
    }
    const { connectors, exitCode } = await testAll('vendor-*')
    expect(connectors.flatMap(({ scenarios }) => scenarios.filter(({ ok }) => !ok))).toEqual([])
    expect(exitCode).toBe(0)
  })

  it('fail where a script is broken', async () => {
    for (const [index, { language }] of all.entries()) {
      const file = `project-${index}/connector/connectionBuilder.${language}`
      const text = await readFile(join(place.folder, file), 'utf8')
      await place.write({ [file]: text.replace('attr.port.trim()', "'5432'") })
    }
    const { exitCode, ok, connectors } = await testAll('project-*')
    expect({ exitCode, ok }).toEqual({ exitCode: 1, ok: false })
    const kept = connectors.flatMap(({ scenarios }) => scenarios.filter((one) => one.ok))
    expect(kept).toEqual([])
  }, 120_000)

  it('name a schema only where it lies in the project', () => {
    const [choices] = all as [ProjectChoices]
    const schemaIn = (name: 'npm' | 'pnpm' | 'yarn', isInPackage: boolean): boolean => {
      const files = projectFiles(choices, packageManagers[name], { isInPnpmWorkspace: false, isInPackage })
      return '$schema' in (JSON.parse(files['scenarios/sign-in.json'] ?? '') as object)
    }
    expect([schemaIn('npm', false), schemaIn('npm', true)]).toEqual([true, false])
    expect([schemaIn('pnpm', true), schemaIn('yarn', false)]).toEqual([true, false])
  })
})
