import { symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { afterEach, describe, expect, it } from 'vitest'
import { inConnectorFolder, type Workplace, workplace } from '../testing/run-cli.ts'

let place: Workplace
afterEach(() => place.dispose())

const good = minimalConnector()
const dialect = good['dialect.tdd'] ?? ''
const oauth = (id: string) => `<pluginOAuthConfig><dbclass>brook_jdbc</dbclass>${id}</pluginOAuthConfig>`

interface Finding {
  rule: string
  file?: string
  line?: number
}

async function found(words: string[]): Promise<{ exitCode: number | null; findings: string[] }> {
  const { exitCode, stdout } = await place.run(['validate', ...words, '--json'])
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: Finding[] }
  return { exitCode, findings: diagnostics.map(({ rule, file, line }) => `${rule} ${file}:${line}`) }
}

describe('validate with a single file', () => {
  it('checks it as what its connector uses it for, and holds it to that connector', async () => {
    const other = dialect.replace('class="brook_jdbc"', 'class="other"')
    const manifest = replaceIn(good['manifest.xml'], 'file="dialect.tdd"', 'file="sql/d.xml"')
    const files = { 'manifest.xml': manifest, 'sql/d.xml': other, 'sql/alone.tdd': other }
    place = await workplace(inConnectorFolder({ ...good, ...files }))
    expect(await found(['connector/sql/d.xml'])).toEqual({
      exitCode: 1,
      findings: ['class-consistent sql/d.xml:2'],
    })
    // Nothing in the connector refers to it, so that it may be for another one.
    expect(await found(['connector/sql/alone.tdd'])).toEqual({ exitCode: 0, findings: [] })
    await place.write({ 'connector/sql/d.xml': '<resources/>' })
    expect((await found([join(place.folder, 'connector/sql/d.xml')])).findings).toEqual([
      'schema-invalid sql/d.xml:1',
    ])
  })

  it('checks each kind by its root element where there is no connector', async () => {
    place = await workplace({
      'manifest.txt': replaceIn(
        good['manifest.xml'],
        'https://brook.example/support',
        'http://brook.example',
      ),
      'fields.xml': replaceIn(good['connection-fields.xml'], 'name="server"', 'nmae="server"'),
      'r.tdr': good['connection-resolver.tdr']?.replace('<tdr ', '<tdr x="1" ') ?? '',
      'd.tdd': dialect.replace('name="Brook"', 'nmae="Brook"'),
    })
    expect((await found(['manifest.txt'])).findings).toEqual(['https-only manifest.txt:5'])
    expect((await found(['fields.xml'])).findings).toContain('schema-invalid fields.xml:3')
    expect((await found(['r.tdr'])).findings).toContain('schema-invalid r.tdr:2')
    expect((await found(['d.tdd'])).findings).toContain('schema-invalid d.tdd:2')
  })

  it('leaves out what only the whole connector can tell', async () => {
    const named = replaceIn(good['manifest.xml'], 'name="Brook"', 'name="@string/name/"')
    place = await workplace(inConnectorFolder({ ...good, 'manifest.xml': named, 'dialect.tdd': '<dialect' }))
    expect(await found(['connector/manifest.xml'])).toEqual({ exitCode: 0, findings: [] })
    expect((await found(['connector'])).findings.join()).toContain('fallback-resources-missing ')
  })

  it('asks an OAuth configuration outside of a connector for the prefix of its identifier', async () => {
    const manifest = replaceIn(
      good['manifest.xml'],
      '</connector-plugin>',
      '<oauth-config file="oauth.xml"/></connector-plugin>',
    )
    place = await workplace({
      'bad.xml': oauth('<oauthConfigId>okta</oauthConfigId>'),
      'good.xml': oauth('<oauthConfigId>custom_okta</oauthConfigId>'),
      ...inConnectorFolder({ ...good, 'manifest.xml': manifest, 'oauth.xml': oauth('') }),
    })
    const rule = 'oa-external-config-id'
    expect((await found(['bad.xml'])).findings).toContain(`${rule} bad.xml:1`)
    expect((await found(['good.xml'])).findings.join()).not.toMatch(/config-id/)
    expect((await found(['connector/oauth.xml'])).findings.join()).not.toContain(rule)
  })

  it('applies the configuration and the flags', async () => {
    const base = dialect.replace('name="Brook"', 'name="Brook" base="DefaultSQLDialect"')
    const config = "export default { validate: { rules: { 'dialect-default-sql': 'error' } } }"
    place = await workplace({ ...inConnectorFolder({ ...good, 'dialect.tdd': base }) })
    const file = 'connector/dialect.tdd'
    expect(await found([file])).toMatchObject({
      exitCode: 0,
      findings: ['dialect-default-sql dialect.tdd:2'],
    })
    expect((await found([file, '--warnings-as-errors'])).exitCode).toBe(1)
    await place.write({ 'tacosmith.config.mjs': config })
    expect((await found([file])).exitCode).toBe(1)
    expect((await found([file, '--untrusted'])).exitCode).toBe(0)
    expect((await found([file, '--rule', 'dialect-default-sql=off'])).findings).toEqual([])
  })

  it('shows places that can be opened from where it was started', async () => {
    place = await workplace(inConnectorFolder({ ...good, 'dialect.tdd': '<dialect>' }))
    const { stdout } = await place.run(['validate', 'connector/dialect.tdd'])
    expect(stdout).toContain(' --> connector/dialect.tdd:1:1\n')
    expect(stdout).toContain('1 | <dialect>')
  })

  it('says of XML that is none that it is not well-formed, and of other files what is expected', async () => {
    place = await workplace({ 'a.xml': '<dialect', 'b.xml': '<project/>', 'README.md': '# x', 'x.ts': '' })
    expect((await found(['a.xml'])).findings).toEqual(['xml-not-well-formed a.xml:1'])
    const refused = async (name: string) => {
      const { exitCode, stdout, stderr } = await place.run(['validate', name])
      expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
      return stderr
    }
    expect(await refused('b.xml')).toMatch(
      /b\.xml is not a file of a connector: its root element is <project>/,
    )
    expect(await refused('README.md')).toMatch(/README\.md is not a file of a connector: it is not XML/)
    expect(await refused('b.xml')).toMatch(/<connector-plugin>, <connection-fields>.* or <resources>\./)
    expect(await refused('x.ts')).toMatch(/x\.ts belongs to no connector\n.*manifest\.xml/)
  })

  it('follows no link out of the folder where a stranger wrote it', async () => {
    place = await workplace({ 'secret.xml': '<dialect secret="s3cret"/>', 'theirs/a.txt': '' })
    await symlink('../secret.xml', join(place.folder, 'theirs/dialect.tdd'))
    expect((await place.run(['validate', 'theirs/dialect.tdd'])).stdout).toContain('s3cret')
    const { exitCode, stdout, stderr } = await place.run(['validate', 'theirs/dialect.tdd', '--untrusted'])
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
    expect(stderr).not.toContain('s3cret')
  })

  it('takes an archive by any name', async () => {
    place = await workplace(inConnectorFolder(good))
    await place.run(['build', '--file-name', 'x.taco'])
    const { readFile } = await import('node:fs/promises')
    await place.write({ 'x.zip': await readFile(join(place.folder, 'dist/x.taco')) })
    expect(await found(['x.zip'])).toEqual({ exitCode: 0, findings: [] })
  })
})

describe('validate with a script', () => {
  const wrong =
    "import { trimmed } from './lib/trimmed.ts'\nexport default (attr: { server: string }) => [trimmed(attr.server)]"
  const files = {
    ...good,
    'manifest.xml': replaceIn(good['manifest.xml'], 'https://brook.example/support', 'http://brook.example'),
    'connectionBuilder.js': undefined,
    'connectionBuilder.ts': wrong,
    'lib/trimmed.ts': 'export const trimmed = (text: string) =>\n  text.trimStart()',
    'connectionBuilder.test.ts': "import './connectionBuilder.ts'",
  }

  it('reports what is wrong with that script, or with the module that scripts import', async () => {
    place = await workplace(inConnectorFolder(minimalConnector(files)))
    expect(await found(['connector/connectionBuilder.ts'])).toEqual({ exitCode: 0, findings: [] })
    expect(await found(['connector/lib/trimmed.ts'])).toEqual({
      exitCode: 1,
      findings: ['script-library lib/trimmed.ts:2'],
    })
    await place.write({ 'connector/connectionProperties.js': '(function propertiesbuilder(attr) {' })
    expect((await found(['connector/connectionProperties.js'])).findings.join()).toContain(
      'connectionProperties.js:',
    )
    expect((await place.run(['validate', 'connector/lib/trimmed.ts'])).stdout).toContain(
      ' --> connector/lib/trimmed.ts:2',
    )
  })

  it('finds modules outside of the connector folder through the project', async () => {
    const imported = wrong.replace('./lib/', '../src/')
    place = await workplace({
      'package.json': '{}',
      'src/trimmed.ts': files['lib/trimmed.ts'],
      ...inConnectorFolder(minimalConnector({ ...files, 'connectionBuilder.ts': imported })),
    })
    expect(await found(['src/trimmed.ts'])).toEqual({
      exitCode: 1,
      findings: ['script-library ../src/trimmed.ts:2'],
    })
    expect((await place.run(['validate', 'src/trimmed.ts'])).stdout).toContain(' --> src/trimmed.ts:2')
  })

  it('says of one that the connector does not use that it is not checked', async () => {
    place = await workplace(inConnectorFolder(minimalConnector(files)))
    const { exitCode, stdout, stderr } = await place.run(['validate', 'connector/connectionBuilder.test.ts'])
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: 'No problems found.\n' })
    expect(stderr).toBe(
      'connector/connectionBuilder.test.ts is not checked: no script of the connector in connector uses it.\n',
    )
  })

  it('runs nothing where a stranger wrote it', async () => {
    const loop = 'export default (attr: { server: string }) => [attr.server.toFixed()]'
    place = await workplace(inConnectorFolder(minimalConnector({ ...files, 'connectionBuilder.ts': loop })))
    const words = ['connector/connectionBuilder.ts']
    expect((await found(words)).findings.join()).toContain('script-trial-error')
    expect((await found([...words, '--untrusted'])).findings.join()).not.toContain('script-trial-error')
  })
})
