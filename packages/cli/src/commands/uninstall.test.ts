import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inConnectorFolder, type Outcome, type Workplace, workplace } from '../testing/run-cli.ts'

let place: Workplace
beforeEach(async () => {
  place = await workplace()
  await mkdir(join(place.folder, 'repo'))
})
afterEach(() => place.dispose())

/** With a home without repositories, so that nothing of this computer takes part. */
const run = (...words: string[]): Promise<Outcome> => place.run(words, { HOME: join(place.folder, 'home') })

async function install(version: string): Promise<void> {
  const files = minimalConnector()
  const manifest = replaceIn(files['manifest.xml'], 'plugin-version="1.0.0"', `plugin-version="${version}"`)
  await place.write(inConnectorFolder({ ...files, 'manifest.xml': manifest }))
  const name = `brook-${version}.taco`
  expect(await run('build', '--file-name', name)).toMatchObject({ exitCode: 0 })
  const words = [`dist/${name}`, '--repository', 'repo', '--allow-unverified']
  expect(await run('install', ...words)).toMatchObject({ exitCode: 0 })
}

describe('tacosmith uninstall', () => {
  it('removes by class and by file name, and says what', async () => {
    for (const version of ['1.0.0', '1.1.0', '1.2.0']) await install(version)
    const one = await run('uninstall', 'brook-1.0.0', '--repository', 'repo')
    expect(one).toMatchObject({ exitCode: 0, stderr: '' })
    expect(one.stdout).toMatchInlineSnapshot(`
      "removed  brook_jdbc 1.0.0 from Tableau Desktop
        repo/Connectors/brook-1.0.0.taco
      "
    `)
    const others = await run('uninstall', 'brook_jdbc', '--repository', 'repo', '--json')
    expect(JSON.parse(others.stdout)).toMatchObject({
      removed: [
        {
          class: 'brook_jdbc',
          version: '1.1.0',
          file: join(place.folder, 'repo/Connectors/brook-1.1.0.taco'),
        },
        { class: 'brook_jdbc', version: '1.2.0' },
      ],
      failed: [],
      searched: [{ kind: 'repository' }],
    })
    expect((await place.files()).filter((name) => name.startsWith('repo/'))).toEqual([])
  })

  it('fails where there is nothing, and names where it looked', async () => {
    const { exitCode, stdout, stderr } = await run('uninstall', 'brook_jdbc', '--repository', 'repo')
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' })
    expect(stderr).toMatchInlineSnapshot(`
      "error nothing called brook_jdbc is installed
        Looked in:
          Tableau Desktop  repo/Connectors
        Run tacosmith list to see what is installed; --repository and similar options search other folders.
      "
    `)
    const json = await run('uninstall', 'brook_jdbc', '--repository', 'repo', '--json')
    expect(json.exitCode).toBe(1)
    expect(JSON.parse(json.stdout)).toMatchObject({ removed: [], searched: [{ kind: 'repository' }] })
  })
})
