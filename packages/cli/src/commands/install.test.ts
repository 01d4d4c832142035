import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CertificateAuthority, minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { inConnectorFolder, type Outcome, type Workplace, workplace } from '../testing/run-cli.ts'

let place: Workplace
let authority: CertificateAuthority
let home: Record<string, string>

beforeAll(async () => {
  authority = await CertificateAuthority.create()
})

/** A home without repositories, so that nothing of this computer takes part. */
beforeEach(async () => {
  place = await workplace()
  await mkdir(join(place.folder, 'home'))
  await mkdir(join(place.folder, 'repo'))
  home = { HOME: join(place.folder, 'home'), TACOSMITH_HOME: join(place.folder, 'home/tacosmith') }
})
afterEach(() => place.dispose())

const run = (...words: string[]): Promise<Outcome> => place.run(words, home)

/** A built connector as dist/brook-VERSION.taco. */
async function build(version: string): Promise<string> {
  const files = minimalConnector()
  const manifest = replaceIn(files['manifest.xml'], 'plugin-version="1.0.0"', `plugin-version="${version}"`)
  await place.write(inConnectorFolder({ ...files, 'manifest.xml': manifest }))
  const name = `brook-${version}.taco`
  expect(await run('build', '--file-name', name)).toMatchObject({ exitCode: 0 })
  return `dist/${name}`
}

/** Signed by an authority whose root is root.pem. */
async function signed(version: string): Promise<string> {
  const file = await build(version)
  const issued = await authority.issue({ notAfter: new Date('2031-03-01T00:00:00Z') })
  await place.write({
    'key.pem': issued.keyPem,
    'chain.pem': authority.chainPem(issued),
    'root.pem': authority.root.certificatePem,
  })
  expect(await run('sign', file, '--key', 'key.pem', '--certificates', 'chain.pem')).toMatchObject({
    exitCode: 0,
  })
  return file
}

const trusted = ['--repository', 'repo', '--truststore', 'root.pem']

describe('tacosmith install', () => {
  it('copies a trusted file and says what is left to do', async () => {
    const { exitCode, stdout, stderr } = await run('install', await signed('1.0.0'), ...trusted)
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(stdout.replace(/\d{4}-\d\d-\d\d/, 'DAY')).toMatchInlineSnapshot(`
      "installed  brook_jdbc 1.0.0 (verified, good until DAY)
        Tableau Desktop
          repo/Connectors/brook-1.0.0.taco

      Restart Tableau Desktop to load it.
      "
    `)
    expect(await place.files()).toContain('repo/Connectors/brook-1.0.0.taco')
  })

  it('refuses an unsigned and an untrusted file', async () => {
    const unsigned = await run('install', await build('1.0.0'), '--repository', 'repo')
    expect(unsigned).toMatchObject({ exitCode: 1, stdout: '' })
    expect(unsigned.stderr).toContain('it is not signed')
    const untrusted = await run('install', await signed('1.0.0'), '--repository', 'repo', '--json')
    expect(untrusted.exitCode).toBe(1)
    expect(JSON.parse(untrusted.stdout)).toMatchObject({
      error: { code: 'connector-invalid', help: expect.stringContaining('--allow-unverified') },
    })
    expect((await place.files()).filter((name) => name.startsWith('repo/'))).toEqual([])
  })

  it('installs it all the same on request, says what it replaced and what Tableau takes instead', async () => {
    const first = await build('1.10.0')
    expect(await run('install', first, '--repository', 'repo', '--allow-unverified')).toMatchObject({
      exitCode: 0,
    })
    await place.write({ 'repo/Connectors/brook-1.9.0.taco': 'not a connector' })
    const second = await run('install', await build('1.9.0'), '--repository', 'repo', '--allow-unverified')
    expect(second.exitCode).toBe(0)
    expect(second.stdout).toMatchInlineSnapshot(`
      "installed  brook_jdbc 1.9.0 (unsigned)
        Tableau Desktop, replaces a file that is not a connector
          repo/Connectors/brook-1.9.0.taco

      Restart Tableau Desktop to load it.
      "
    `)
    expect(second.stderr).toMatchInlineSnapshot(`
      "warning  this file name belonged to a file that is not a connector
        repo/Connectors/brook-1.9.0.taco
      warning  Tableau will load brook_jdbc 1.10.0 instead of 1.9.0: it is the highest
        version
        repo/Connectors/brook-1.10.0.taco
        -> Raise plugin-version above 1.10.0, or remove the other one: tacosmith
           uninstall brook-1.10.0.taco --repository repo. tacosmith resolve shows the
           order.
      warning  Tableau will not load the file while it checks signatures: it is
        unsigned
        -> Run tacosmith verify to see why.
      "
    `)
  })

  it('prints one JSON document', async () => {
    const file = await signed('1.0.0')
    const { exitCode, stdout } = await run('install', file, ...trusted, '--json')
    expect(exitCode).toBe(0)
    expect(JSON.parse(stdout)).toEqual({
      class: 'brook_jdbc',
      version: '1.0.0',
      minTableauVersion: '2020.3',
      signature: 'verified',
      validUntil: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      targets: [
        {
          place: {
            kind: 'repository',
            owner: 'Tableau Desktop',
            folder: join(place.folder, 'repo/Connectors'),
          },
          file: join(place.folder, 'repo/Connectors/brook-1.0.0.taco'),
          outcome: 'installed',
        },
      ],
      commands: [],
    })
  })

  it('names the file that older releases take', async () => {
    const flags = ['--repository', 'repo', '--allow-unverified']
    await run('install', await build('1.0.0'), ...flags)
    const { stdout, stderr } = await run('install', await build('1.1.0'), ...flags, '--json')
    expect(stderr).toContain(`warning  Tableau before 2022.2 will load brook_jdbc 1.0.0 instead of 1.1.0: it
  takes the first that it comes to
  repo/Connectors/brook-1.0.0.taco`)
    expect(JSON.parse(stdout).targets[0]).toMatchObject({ outrankedBefore: { version: '1.0.0' } })
    // None of these load a connector that needs a newer one.
    const manifest = replaceIn(
      replaceIn(minimalConnector()['manifest.xml'], 'plugin-version="1.0.0"', 'plugin-version="1.2.0"'),
      'superclass="jdbc"',
      'superclass="jdbc" min-version-tableau="2023.1"',
    )
    await place.write(inConnectorFolder({ ...minimalConnector(), 'manifest.xml': manifest }))
    await run('build', '--file-name', 'newer.taco')
    expect((await run('install', 'dist/newer.taco', ...flags)).stderr).not.toContain('before 2022.2')
  })

  it('installs for each process of a server, the older way', async () => {
    const file = await signed('1.0.0')
    await place.write({
      'srv/data/tabsvc/vizqlserver/x': '',
      'srv/data/tabsvc/flowprocessor/x': '',
      'srv/data/tabsvc/flowminerva/x': '',
    })
    const { exitCode, stdout } = await run('install', file, '--server-dir', 'srv', '--truststore', 'root.pem')
    expect(exitCode).toBe(0)
    expect(stdout).toContain('on every node')
    const copies = (await place.files()).filter((name) => name.startsWith('srv') && name.endsWith('.taco'))
    expect(copies).toEqual(
      ['flowminerva', 'flowprocessor', 'vizqlserver'].map(
        (name) => `srv/data/tabsvc/${name}/Connectors/brook-1.0.0.taco`,
      ),
    )
  })

  it.each<[string, string[], RegExp]>([
    ['a file that does not exist', ['none.taco', '--repository', 'repo'], /none\.taco does not exist/],
    ['a file of another kind', ['x.zip', '--repository', 'repo'], /does not end in \.taco/],
    ['a repository that does not exist', ['x.taco', '--repository', 'nix'], /nix does not exist/],
    ['no server', ['x.taco', '--server-dir', 'repo'], /is not a Tableau Server folder/],
    ['another product', ['x.taco', '--product', 'server'], /desktop, prep/],
    ['two targets', ['x.taco', '--all-users', '--repository', 'repo'], /cannot be used with/],
    [
      'one repository for two',
      ['x.taco', '--repository', 'repo', '--product', 'desktop', '--product', 'prep'],
      /cannot belong to/,
    ],
    [
      'unsigned files for Desktop',
      ['x.taco', '--repository', 'repo', '--unsigned'],
      /does not work with the repository of a user/,
    ],
  ])('%s is wrong use', async (_, words, message) => {
    await place.write({ 'x.taco': 'text', 'x.zip': 'text' })
    const { exitCode, stdout, stderr } = await run('install', ...words)
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
    expect(stderr).toMatch(message)
    expect(stderr).not.toMatch(/^\s+at /m)
  })

  it.runIf(process.platform === 'linux')('finds no repository on Linux by itself', async () => {
    const { exitCode, stderr } = await run('install', await build('1.0.0'))
    expect(exitCode).toBe(2)
    expect(stderr).toContain('--repository')
  })
})

describe('tacosmith list', () => {
  it('shows class, version, signature and what cannot be read, in 80 columns', async () => {
    await run('install', await signed('1.0.0'), ...trusted)
    await run('install', await build('1.10.0'), '--repository', 'repo', '--allow-unverified')
    await writeFile(join(place.folder, 'repo/Connectors/evil\u001b[31m.taco'), 'text')
    const { exitCode, stdout } = await run('list', ...trusted)
    expect(exitCode).toBe(0)
    expect(stdout).not.toContain('\u001b')
    expect(
      stdout.replaceAll(place.folder, '/work').replace(/\d{4}-\d\d-\d\d/, 'YYYY-MM-DD'),
    ).toMatchInlineSnapshot(`
      "Tableau Desktop  repo/Connectors
        brook_jdbc  1.0.0   verified until YYYY-MM-DD  brook-1.0.0.taco
        brook_jdbc  1.10.0  unsigned                   brook-1.10.0.taco
        not readable  evil<U+001B>[31m.taco
          the file is not a well-formed archive: its last 22 bytes are not an
          end-of-directory record (cut short, a comment, or bytes after it)

      looked in
        Tableau Desktop  repo/Connectors
      "
    `)
    const { places } = JSON.parse((await run('list', ...trusted, '--json')).stdout)
    expect(places).toMatchObject([
      {
        place: { kind: 'repository' },
        exists: true,
        connectors: [
          { class: 'brook_jdbc', version: '1.0.0', signature: 'verified' },
          { class: 'brook_jdbc', version: '1.10.0', signature: 'unsigned' },
        ],
        unreadable: [{ file: expect.stringContaining('evil'), reason: expect.any(String) }],
      },
    ])
  })

  it('lists what Tableau does not load from there, with the reason', async () => {
    await place.write({ 'repo/Connectors/raw/manifest.xml': minimalConnector()['manifest.xml'] ?? '' })
    const { stdout } = await run('list', '--repository', 'repo')
    expect(stdout).toMatchInlineSnapshot(`
      "Tableau Desktop  repo/Connectors
        brook_jdbc  1.0.0  not loaded  raw
          Tableau takes only .taco files from this folder

      looked in
        Tableau Desktop  repo/Connectors
      "
    `)
    const { places } = JSON.parse((await run('list', '--repository', 'repo', '--json')).stdout)
    expect(places).toMatchObject([
      { connectors: [], ignored: [{ class: 'brook_jdbc', reason: expect.any(String) }], unreadable: [] },
    ])
  })

  it('says where it looked where nothing is', async () => {
    const { exitCode, stdout } = await run('list', '--repository', 'repo')
    expect(exitCode).toBe(0)
    expect(stdout).toMatchInlineSnapshot(`
      "No connectors are installed.

      looked in
        Tableau Desktop  repo/Connectors (does not exist)
      "
    `)
  })
})
