import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { minimalConnector, type SimulatedComputer, simulatedComputer } from '@tacosmith/test-kit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { wordsOf } from '../testing/document-rows.ts'
import { inConnectorFolder, type Outcome, type Workplace, workplace } from '../testing/run-cli.ts'

const esbuild = createRequire(import.meta.url).resolve(
  `@esbuild/${process.platform}-${process.arch}/bin/esbuild`,
)
const server = '/opt/tableau/tableau_server'
const name = 'brook_jdbc-v1.0.0.taco'

let place: Workplace
let computer: SimulatedComputer

/** A Tableau Server on Linux, whose folder for all users has the connector already. */
beforeEach(async () => {
  place = await workplace(inConnectorFolder(minimalConnector()))
  computer = await simulatedComputer('linux', join(place.folder, 'disk'), esbuild)
  expect((await run('build', 'connector')).exitCode).toBe(0)
  expect((await run('install', `dist/${name}`, '--all-users', '--unsigned')).exitCode).toBe(0)
})
afterEach(() => place.dispose())

const run = (...words: string[]): Promise<Outcome> => place.run(words, computer.environment)
const exists = (path: string): boolean => existsSync(computer.pathHere(path))

describe.skipIf(process.platform === 'win32')(
  'what install says of a connector that Tableau takes instead',
  () => {
    it('is said once for all folders, with a command that removes that one and no other', async () => {
      const { stderr } = await run('install', `dist/${name}`, '--server-dir', server, '--unsigned')
      const text = stderr.replaceAll(/\s+/g, ' ')
      expect(text.match(/Tableau will load/g)).toHaveLength(1)
      expect(text).toContain(
        'Tableau will load another file of brook_jdbc 1.0.0: it is the first loaded of those with the highest version',
      )
      const [, command = ''] = /remove the other one: (tacosmith .*?)\. tacosmith resolve/.exec(text) ?? []
      expect(await run(...wordsOf(command).slice(1))).toMatchObject({ exitCode: 0 })
      expect(exists(`/opt/tableau/connectors/${name}`)).toBe(false)
      expect(exists(`${server}/data/tabsvc/vizqlserver/Connectors/${name}`)).toBe(true)
    })
  },
)
