import { symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { minimalConnector, type TemporaryProject, temporaryProject } from '@tacosmith/test-kit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { drivers } from './drivers/index.ts'
import { makeProject, type Project } from './project.ts'

const secret = 'hunter2-5518'
const { 'connectionBuilder.js': _, ...others } = minimalConnector()

let outside: TemporaryProject
let project: Project
beforeEach(async () => {
  outside = await temporaryProject({
    'credentials.ts': `export const password = '${secret}'\nexport const = broken '${secret}'\n`,
    'sound.ts': `export const password: string = '${secret}'\n`,
    'broken.json': `{ "password": "${secret}" ${secret} }\n`,
    't.json': `{ "password": "${secret}" }\n`,
    'mapped.ts': `export const password = '${secret}' // trimStart\n`,
  })
})
afterEach(async () => {
  for (const one of [project, outside]) await one.dispose()
})

/** Builds a script, and gives what the bundler says of the failure. */
async function failure(
  driver: (typeof drivers)[number],
  script: (outside: string) => string,
  more: (outside: string) => Record<string, string> = () => ({}),
): Promise<string> {
  project = await makeProject({
    ...Object.fromEntries(Object.entries(others).map(([path, text]) => [`connector/${path}`, text])),
    'connector/connectionBuilder.ts': script(outside.root),
    ...more(outside.root),
  })
  await symlink(join(outside.root, 'sound.ts'), join(project.root, 'connector', 'linked.ts'))
  await symlink(outside.root, join(project.root, 'folder'), 'junction')
  const message = await driver.build(project).then(
    () => expect.unreachable('the build succeeded'),
    (error: Error) => error.message,
  )
  expect(await project.output()).toEqual([])
  return message
}

const escaped = (path: string): string => path.replaceAll('\\', '/')

describe.each(drivers.map((driver) => [driver.name, driver] as const))('%s', (_name, driver) => {
  it.each([
    ['a script that is broken', (root: string) => `${escaped(root)}/credentials.ts`, 'credentials.ts'],
    ['a script', (root: string) => `${escaped(root)}/sound.ts`, 'sound.ts'],
    ['JSON that is broken', (root: string) => `${escaped(root)}/broken.json`, 'broken.json'],
    ['JSON', (root: string) => `${escaped(root)}/t.json`, 't.json'],
    ['a file by a symbolic link', () => './linked', ''],
    ['a file in a linked folder', () => '../folder/sound', 'sound'],
  ])('neither packs nor shows %s outside the project', async (_what, specifier, name) => {
    const message = await failure(
      driver,
      (root) => `import * as found from '${specifier(root)}'\nexport default () => [JSON.stringify(found)]\n`,
    )
    expect(message).toContain('outside the project')
    expect(message).toContain(name)
    expect(message).toContain('connectionBuilder.ts')
    expect(message).not.toContain(secret)
  })

  it('shows no file outside that the source map of a module names', async () => {
    const message = await failure(
      driver,
      () => "import { trimmed } from './mapped.js'\nexport default () => [trimmed()]\n",
      (root) => {
        const map = { version: 3, sources: [`${escaped(root)}/mapped.ts`], names: [], mappings: 'AAAA' }
        const url = `data:application/json;base64,${Buffer.from(JSON.stringify(map)).toString('base64')}`
        const code = 'export const trimmed = () => "x".trimStart()'
        return { 'connector/mapped.js': `${code}\n//# sourceMappingURL=${url}\n` }
      },
    )
    expect(message).not.toContain(secret)
  })

  it('takes packages that are linked into the project', async () => {
    project = await makeProject({
      ...Object.fromEntries(Object.entries(others).map(([path, text]) => [`connector/${path}`, text])),
      'connector/connectionBuilder.ts':
        "import { password } from 'linked-package'\nexport default (): string[] => [password]\n",
    })
    await outside.write({
      'package.json': '{ "name": "linked-package", "main": "index.js" }',
      'index.js': `export const password = 'open'\n`,
    })
    await project.install('linked-package', outside.root)
    await driver.build(project)
    expect(await project.readTaco('connectionBuilder.js')).toContain('open')
  })
})
