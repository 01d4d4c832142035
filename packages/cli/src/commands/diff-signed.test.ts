import { minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { afterEach, describe, expect, it } from 'vitest'
import { type Workplace, workplace } from '../testing/run-cli.ts'

let place: Workplace
afterEach(() => place?.dispose())

const old = minimalConnector()

function under(folder: string, files: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]))
}

async function both(next: Record<string, string>): Promise<Workplace> {
  return await workplace({ ...under('old', old), ...under('new', next) })
}

describe('tacosmith diff of files', () => {
  it('compares a .taco with the folder it was built from, TypeScript and all', async () => {
    const typed = minimalConnector({
      'connectionBuilder.js': undefined,
      'connectionBuilder.ts':
        'export default (attr: { server: string }): string[] => ["jdbc:brook://" + attr.server]',
    })
    place = await workplace(under('connector', typed))
    expect(await place.run(['build', '-o', '.'])).toMatchObject({ exitCode: 0 })
    const before = await place.files()
    const { exitCode, stdout } = await place.run([
      'diff',
      'brook_jdbc-v1.0.0.taco',
      'connector',
      '--fail-on',
      'A',
    ])
    expect(stdout).toContain('nothing relevant has changed')
    expect(exitCode).toBe(0)
    expect(await place.files()).toEqual(before)
    await place.write({
      'connector/connectionBuilder.ts': 'export default (attr: object): string[] => ["jdbc:x"]',
    })
    const changed = await place.run(['diff', 'brook_jdbc-v1.0.0.taco', 'connector'])
    expect(changed.stdout).toContain('~ connection-builder  connectionBuilder.js')
  })

  it('compares the signatures of two files', async () => {
    place = await workplace(under('connector', old))
    await place.run(['build', '--sign', 'development', '-o', 'signed'])
    await place.run(['build', '-o', 'unsigned'])
    const file = 'brook_jdbc-v1.0.0.taco'
    const { stdout } = await place.run(['diff', `signed/${file}`, `unsigned/${file}`, '--json'])
    const { review, changes } = JSON.parse(stdout)
    expect(review).toBe('C')
    expect(changes).toContainEqual(
      expect.objectContaining({
        area: 'signature',
        property: 'state',
        before: 'untrusted',
        after: 'unsigned',
      }),
    )
    const same = await place.run(['diff', `signed/${file}`, `signed/${file}`, '--json'])
    expect(JSON.parse(same.stdout)).toMatchObject({ review: 'none', changes: [] })
  })

  it('names what it cannot compare, and lets no gate open then', async () => {
    const { 'connectionBuilder.js': _, ...rest } = old
    place = await both({
      ...rest,
      'connectionBuilder.ts': 'import "./absent"\nexport default () => []',
      'dialect.tdd': '<d',
    })
    const { exitCode, stdout, stderr } = await place.run(['diff', 'old', 'new', '--fail-on', 'C'])
    expect(exitCode).toBe(1)
    expect(stdout).toMatchInlineSnapshot(`
      "brook_jdbc 1.0.0
        old  old
        new  new

      no review needed for what could be compared

      not compared, so the review may be stricter
        new  connectionBuilder.js: it is missing
        new  dialect.tdd: it is not well-formed XML
      "
    `)
    expect(stderr).toContain('connectionBuilder.ts cannot be built: ')
    expect(stderr).not.toContain('u{a}')
  })

  it('says what is wrong with what it is given', async () => {
    place = await both({ ...old, 'manifest.xml': '<connector-plugin' })
    const absent = await place.run(['diff', 'old', 'absent.taco'])
    expect(absent).toMatchObject({ exitCode: 2, stdout: '' })
    expect(absent.stderr).toContain('absent.taco')
    const broken = await place.run(['diff', 'old', 'new', '--json'])
    expect(broken.exitCode).toBe(1)
    expect(JSON.parse(broken.stdout).error).toMatchObject({
      code: 'connector-invalid',
      message: 'new cannot be compared without a manifest.xml: it is not well-formed XML',
    })
    expect(await place.run(['diff', 'old', 'old', '--fail-on', 'D'])).toMatchObject({ exitCode: 2 })
    expect(await place.run(['diff', 'old'])).toMatchObject({ exitCode: 2 })
  })

  it('shows what strangers wrote without letting it steer the terminal', async () => {
    place = await both({
      ...old,
      'manifest.xml': replaceIn(old['manifest.xml'], 'name="Brook"', 'name="B&#x9b;2J"'),
    })
    const { stdout } = await place.run(['diff', 'old', 'new'])
    expect(stdout).toContain('"B<U+009B>2J"')
  })
})
