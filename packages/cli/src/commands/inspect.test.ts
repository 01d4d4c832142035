import { minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { afterEach, describe, expect, it } from 'vitest'
import { inConnectorFolder, type Workplace, workplace } from '../testing/run-cli.ts'

let place: Workplace
afterEach(() => place?.dispose())

const good = minimalConnector()

describe('tacosmith inspect', () => {
  it('tells what is in a folder', async () => {
    place = await workplace(inConnectorFolder(good))
    const { exitCode, stdout, stderr } = await place.run(['inspect', 'connector'])
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(stdout).toMatchInlineSnapshot(`
      "brook_jdbc 1.0.0
        from        connector
        name        Brook
        superclass  jdbc
        vendor      Brook Works
        support     https://brook.example/support
        driver      https://brook.example/drivers

      minimum Tableau version
        2020.3
        2020.3  it has connection fields (connection dialog v2)
                (connection-fields.xml:2)

      files
        1084  manifest.xml  manifest
         708  connection-fields.xml  connection-fields
         674  connection-resolver.tdr  connection-resolver
         186  connectionBuilder.js  script
         155  connectionProperties.js  script
         350  dialect.tdd  dialect

      fields
        server  Host
          string, endpoint
        port  Port
          string, endpoint, default "7800"
        authentication  Sign in with
          selection, authentication, default "auth-user-pass", one of "auth-user-pass"
        username  User
          string, authentication
        password  Password
          string, authentication, secure

      required attributes
        server, port, dbname, authentication, username, password

      scripts
        connection-builder     connectionBuilder.js
        connection-properties  connectionProperties.js

      dialect
        Brook, defined in full: 1 function, 0 date functions, 1 SQL format

      capabilities
        on   CAP_QUERY_GROUP_BY_BOOL, CAP_QUERY_GROUP_BY_DEGREE, CAP_QUERY_SORT_BY,
             CAP_QUERY_TOP_N, CAP_SUPPORTS_UNION
        off  CAP_SELECT_INTO

      checks
        no findings
      "
    `)
  })

  it('draws which file refers to which', async () => {
    const scripts = {
      'connectionBuilder.js': undefined,
      'connectionBuilder.ts': 'export default () => ["x"]',
    }
    place = await workplace(
      inConnectorFolder(minimalConnector({ ...scripts, 'connectionProperties.js': undefined })),
    )
    const { stdout } = await place.run(['inspect', '--tree'])
    expect(stdout).toMatchInlineSnapshot(`
      "manifest.xml  manifest, 1084 bytes
      ├─ connection-fields.xml  connection-fields, 708 bytes
      ├─ connection-resolver.tdr  connection-resolver, 674 bytes
      │  ├─ connectionBuilder.js  built from connectionBuilder.ts
      │  └─ connectionProperties.js  missing
      └─ dialect.tdd  dialect, 350 bytes
      "
    `)
  })

  it('adds the signature of a .taco', async () => {
    place = await workplace(inConnectorFolder(good))
    await place.run(['build', '--sign', 'development', '-o', '.'])
    const { stdout } = await place.run(['inspect', 'brook_jdbc-v1.0.0.taco', '--json'])
    const inspected = JSON.parse(stdout)
    expect(inspected).toMatchObject({
      ...{ class: 'brook_jdbc', version: '1.0.0', superclass: 'jdbc', displayName: 'Brook' },
      minTableauVersion: { version: '2020.3' },
      signature: {
        status: 'untrusted',
        ok: false,
        signers: [{ algorithm: expect.stringContaining('P-256') }],
      },
      report: { errors: 0, warnings: 0 },
    })
    expect(inspected.files.map(({ path }: { path: string }) => path).sort()).toEqual(Object.keys(good).sort())
    expect(inspected.fields[2]).toMatchObject({ name: 'authentication', options: ['auth-user-pass'] })
    const { stdout: text } = await place.run(['inspect', 'brook_jdbc-v1.0.0.taco'])
    expect(text).toMatch(
      /signature\n {2}verdict +untrusted\n {2}signed by +CN=tacosmith development certificate/,
    )
  })

  it('shows what can be read of a broken connector', async () => {
    const { 'manifest.xml': manifest } = good
    const broken = {
      'manifest.xml': replaceIn(manifest, ' class="brook_jdbc" superclass', ' superclass'),
      'dialect.tdd': '<dialect',
    }
    place = await workplace(inConnectorFolder(minimalConnector(broken)))
    const { exitCode, stdout } = await place.run(['inspect', 'connector'])
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/^no class 1\.0\.0\n/)
    expect(stdout).toMatch(/tacosmith validate finds \d errors/)
  })

  it('says what is missing', async () => {
    place = await workplace({ 'notes.txt': 'x' })
    expect(await place.run(['inspect', 'absent'])).toMatchObject({ exitCode: 2 })
    const { exitCode, stderr } = await place.run(['inspect', 'notes.txt'])
    expect(exitCode).toBe(1)
    expect(stderr).toContain('notes.txt: the file is not a well-formed archive')
  })

  it('fails where there is no connector', async () => {
    place = await workplace({ 'empty/notes.txt': '' })
    for (const [path, message] of [
      ['empty', 'found no connector'],
      ['nowhere', 'nowhere should be a connector folder, but there is no such folder'],
    ] as const) {
      const { exitCode, stdout, stderr } = await place.run(['inspect', path])
      expect({ path, exitCode, stdout }).toEqual({ path, exitCode: 2, stdout: '' })
      expect(stderr).toContain(message)
    }
  })
})
