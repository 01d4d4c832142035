import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  CertificateAuthority,
  requireOracle,
  startTimestampServer,
  type TimestampServer,
} from '@tacosmith/test-kit'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { commandBlocks } from '../testing/code-blocks.ts'
import { DocumentationReader } from '../testing/documentation-reader.ts'
import { documentedProject } from '../testing/documented-project.ts'
import type { Workplace } from '../testing/run-cli.ts'

const root = fileURLToPath(new URL('../../../..', import.meta.url))
const blocks = await commandBlocks(root, 'docs/cli.md')
const commands = [...new Set(blocks.flatMap((block) => block.commands))]
const openssl = requireOracle('openssl')

let project: Workplace
let tsa: TimestampServer
let reader: DocumentationReader
beforeAll(async () => {
  if (openssl === undefined) return
  const authority = await CertificateAuthority.create()
  tsa = await startTimestampServer(authority)
  project = await documentedProject(authority, openssl)
})
beforeEach(async () => {
  if (openssl !== undefined) reader = await DocumentationReader.start(project, tsa)
})
afterEach(async () => await reader?.end())
afterAll(async () => {
  await tsa?.close()
  await project?.dispose()
})

/** What has to be done before; commands of which several are shown follow on each other. */
const before: Record<string, (reader: DocumentationReader) => Promise<unknown>> = {
  'tacosmith run desktop .tacosmith/dev/my_jdbc': ({ place }) => place.run(['dev', '--once']),
  'tacosmith cert request': ({ place }) => rm(join(place.folder, 'release.p12')),
  'tacosmith cert import': async ({ place }) => {
    await place.write({ 'release.p12': await readFile(join(place.folder, 'asked.p12')) })
  },
  'tacosmith install dist/my_jdbc-v1.0.0.taco --repository': (one) => one.makeOnWindows('D:\\Repository'),
  'tacosmith uninstall': async (one) => {
    for (const product of ['desktop', 'prep'])
      await one.run(`tacosmith install dist/my_jdbc-v1.0.0.taco --product ${product}`)
  },
  'tacosmith logs --class': (one) => one.startLog(),
}

/** Commands that go on until a signal ends them, with what they print at first. */
const untilSignal: Record<string, RegExp> = {
  'tacosmith dev': /dev\/my_jdbc/,
  'tacosmith dev ./connector --out ~/tableau-dev/my_jdbc': /my_jdbc/,
  'tacosmith logs log.txt --follow': /verification failed/,
  'tacosmith preview': /The connection dialog is at/,
  'tacosmith preview dist/my_connector-v1.0.0.taco': /The connection dialog is at/,
}

/** Where nobody can answer it asks nothing; `create-questions.test.ts` answers on a terminal. */
const asks = 'tacosmith create acme'

describe.runIf(openssl !== undefined && process.platform !== 'win32')('the examples of cli.md', () => {
  it.each(commands)('%s', async (command) => {
    const [, prepare] = Object.entries(before).find(([start]) => command.startsWith(start)) ?? []
    await prepare?.(reader)
    const expected = untilSignal[command]
    if (expected !== undefined) {
      expect(await reader.runUntilSignal(command, expected)).toBe(0)
      return
    }
    const { exitCode, stdout, stderr } = await reader.run(command)
    expect(exitCode, stdout + stderr).toBe(command === asks ? 2 : 0)
    if (command === asks) expect(stderr).toContain('--yes')
  })

  it('are all that has to be prepared for', () => {
    const starts = [...Object.keys(before), ...Object.keys(untilSignal), asks]
    expect(starts.filter((start) => !commands.some((command) => command.startsWith(start)))).toEqual([])
  })
})
