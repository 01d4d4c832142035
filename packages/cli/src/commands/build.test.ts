import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { tacoSource } from '@tacosmith/core'
import {
  CertificateAuthority,
  jarsignerVerify,
  javaHomeTrusting,
  minimalConnector,
  replaceIn,
  requireOracle,
  startTimestampServer,
  writePkcs12,
} from '@tacosmith/test-kit'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { inConnectorFolder, type Outcome, type Workplace, workplace } from '../testing/run-cli.ts'

let place: Workplace
afterEach(() => place.dispose())

const good = minimalConnector()
const tacoName = 'dist/brook_jdbc-v1.0.0.taco'
const password = 'correct-horse-7731'

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** What holds for every mistake of a user, whatever it is. */
function expectPlainMistake({ stdout, stderr }: Outcome, ...secrets: string[]) {
  expect(stderr).not.toMatch(/^\s+at /m)
  expect(stderr).not.toMatch(/Error:/)
  for (const secret of [password, ...secrets]) expect(`${stdout}${stderr}`).not.toContain(secret)
}

describe('tacosmith build', () => {
  it('packages an unsigned .taco and says what it made', async () => {
    place = await workplace(inConnectorFolder(good))
    const { exitCode, stdout, stderr } = await place.run(['build'])
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    const bytes = await readFile(join(place.folder, tacoName))
    expect(stdout.replace(sha256(bytes), '<sha256>')).toMatchSnapshot()
  })

  it('prints one JSON document with --json', async () => {
    place = await workplace(inConnectorFolder(good))
    const { exitCode, stdout, stderr } = await place.run(['build', '--json'])
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    const bytes = await readFile(join(place.folder, tacoName))
    expect(JSON.parse(stdout)).toMatchObject({
      file: join(place.folder, tacoName),
      class: 'brook_jdbc',
      version: '1.0.0',
      minTableauVersion: {
        version: '2020.3',
        reasons: [{ version: '2020.3', file: 'connection-fields.xml' }],
      },
      sha256: sha256(bytes),
      size: bytes.length,
      signed: false,
      report: { ok: true, errors: 0, warnings: 0, diagnostics: [] },
    })
    const names: string[] = JSON.parse(stdout).entries.map(({ name }: { name: string }) => name)
    expect(names.slice(0, 2)).toEqual(['META-INF/MANIFEST.MF', 'manifest.xml'])
    expect([...names].sort()).toEqual(['META-INF/MANIFEST.MF', ...Object.keys(good)].sort())
  })

  it('gives the same bytes whatever the time zone is', async () => {
    place = await workplace(inConnectorFolder(good))
    const build = async (zone: string) => {
      await place.run(['build'], { TZ: zone })
      return sha256(await readFile(join(place.folder, tacoName)))
    }
    expect(await build('Pacific/Kiritimati')).toBe(await build('America/Anchorage'))
  })

  it('builds scripts in TypeScript, each into one file', async () => {
    const { 'connectionBuilder.js': _, ...rest } = good
    place = await workplace(
      inConnectorFolder({
        ...rest,
        'lib/host.ts':
          'export const host = (attr: Record<string, string>): string => attr.server ?? "none"\n',
        'connectionBuilder.ts':
          'import { host } from "./lib/host"\nexport default (attr: Record<string, string>) => [host(attr)]\n',
      }),
    )
    expect(await place.run(['build'])).toMatchObject({ exitCode: 0, stderr: '' })
    const source = await tacoSource(await readFile(join(place.folder, tacoName)))
    const script = new TextDecoder().decode(await source.read('connectionBuilder.js'))
    expect((runInNewContext(script) as (attr: object) => string[])({ server: 'db' })).toEqual(['db'])
  })

  it.each<[string, string, RegExp]>([
    ['does not parse', 'export default (attr) => [\n', /connectionBuilder\.ts:2:1/],
    ['has no default export', 'export const a = 1\n', /connectionBuilder\.ts has no default export/],
    [
      'imports a package that is not installed',
      'import { one } from "@absent/core/script"\nexport default () => [one]\n',
      /Run npm install --save-dev @absent\/core, or use a bundler/,
    ],
    [
      'uses what the engine lacks',
      'export default () => [console.log(1)]\n',
      /`console`[\s\S]*connectionBuilder\.ts:1:23/,
    ],
  ])('refuses a script in TypeScript that %s', async (_what, script, message) => {
    const { 'connectionBuilder.js': _, ...rest } = good
    place = await workplace(inConnectorFolder({ ...rest, 'connectionBuilder.ts': script }))
    const outcome = await place.run(['build'])
    expect(outcome).toMatchObject({ exitCode: 1, stdout: '' })
    expect(outcome.stderr).toMatch(message)
    expectPlainMistake(outcome)
  })

  it('tells what keeps scripts from being built beside all other findings', async () => {
    const wrong = {
      'manifest.xml': replaceIn(minimalConnector()['manifest.xml'], 'superclass=', 'superklass='),
      'connectionBuilder.js': undefined,
      'connectionBuilder.ts': 'export const builder = () => []',
    }
    place = await workplace(inConnectorFolder(minimalConnector(wrong)))
    const { exitCode, stderr } = await place.run(['build'])
    expect(exitCode).toBe(1)
    expect(stderr).toContain('superklass')
    expect(stderr).toContain('error[script-export]: connectionBuilder.ts has no default export')
    expect(stderr).not.toContain('must be built from')
    expect(stderr).toContain('No .taco was created.')
  })

  it('takes the options of the SDK packager', async () => {
    place = await workplace(inConnectorFolder(minimalConnector({ 'connectionBuilder.js': undefined })))
    const validated = await place.run(['build', 'connector', '--validate-only', '-v', '-l', 'logs'])
    expect(validated.exitCode).toBe(1)
    expect((await place.files()).filter((file) => file.endsWith('.taco'))).toEqual([])
    const forced = await place.run(['build', 'connector', '--force-package', '-d', 'packaged'])
    expect(forced.exitCode).toBe(1)
    expect(forced.stderr).toContain('connectionBuilder.js')
    expect(await place.files()).toContain('packaged/brook_jdbc-v1.0.0.taco')
  })

  it('says with --validate-only that nothing was found, as validate does', async () => {
    place = await workplace(inConnectorFolder(minimalConnector()))
    const validated = await place.run(['validate', 'connector'])
    expect(validated.stdout).toBe('No problems found.\n')
    const only = await place.run(['build', 'connector', '--validate-only'])
    expect(only).toEqual(validated)
    const verbose = await place.run(['build', 'connector', '--validate-only', '-v'])
    expect(verbose.stdout).toBe('No problems found.\n')
    expect(verbose.stderr).toMatch(/^XML engine: \S+\n/)
    expect(verbose.stderr).toContain('checked   manifest.xml (manifest)\n')
    const json = await place.run(['build', 'connector', '--validate-only', '--json'])
    expect(JSON.parse(json.stdout)).toMatchObject({ file: null, report: { ok: true } })
  })

  it('tells with --verbose on stderr what was checked, built and packed', async () => {
    place = await workplace(
      inConnectorFolder(
        minimalConnector({
          'connectionBuilder.js': undefined,
          'connectionBuilder.ts':
            minimalConnector()['connectionBuilder.js']?.replace(/^/, 'export default ') ?? '',
        }),
      ),
    )
    const plain = await place.run(['build', 'connector', '--sign', 'development'])
    const { exitCode, stdout, stderr } = await place.run([
      ...['build', 'connector', '--sign', 'development', '-v'],
    ])
    expect(exitCode).toBe(plain.exitCode)
    expect(stdout.replace(/SHA-256.*/, '')).toBe(plain.stdout.replace(/SHA-256.*/, ''))
    expect(stderr).toContain('checked   manifest.xml (manifest)\n')
    expect(stderr).toContain('built     connectionBuilder.js from connectionBuilder.ts\n')
    expect(stderr).toMatch(/^\d+\.\d\d s +Packaging the connector$/m)
    expect(stderr).toMatch(/^\d+\.\d\d s +Signing the \.taco$/m)
    expect(stderr).toMatch(/^packed +manifest\.xml {2}[\d,]+ bytes$/m)
    expect(stderr).toMatch(/^packed +META-INF\/MANIFEST\.MF {2}[\d,]+ bytes$/m)
    expect(stderr).toMatch(/^signed by CN=/m)
    expect(stderr).toMatch(/^timestamp none$/m)
    expect(stderr).toMatch(/^\d+\.\d\d s +Done$/m)
    const json = await place.run(['build', 'connector', '-v', '--json'])
    expect(JSON.parse(json.stdout)).toMatchObject({ class: 'brook_jdbc' })
    expect(json.stderr).toContain('packed    manifest.xml')
  })

  it('reads tacosmith.config, also in TypeScript', async () => {
    place = await workplace({
      ...Object.fromEntries(Object.entries(good).map(([path, text]) => [`src/tableau/${path}`, text])),
      'tacosmith.config.ts':
        'const folder: string = "src/tableau"\nexport default { connector: folder, fileName: "[class].taco" }',
    })
    expect(await place.run(['build'])).toMatchObject({ exitCode: 0 })
    expect(await place.files()).toContain('dist/brook_jdbc.taco')
  })

  it('names the file and the option where the configuration is wrong', async () => {
    place = await workplace({
      ...inConnectorFolder(good),
      'tacosmith.config.mjs': 'export default { conector: "x" }',
    })
    const outcome = await place.run(['build'])
    expect(outcome).toMatchObject({ exitCode: 2, stdout: '' })
    expect(outcome.stderr).toMatch(/tacosmith\.config\.mjs/)
    expect(outcome.stderr).toMatch(/conector[\s\S]*connector/)
  })

  describe('with errors in the connector', () => {
    it.each<[string, Record<string, string | undefined>, RegExp]>([
      [
        'a missing script',
        { 'connectionBuilder.js': undefined },
        /connection-resolver\.tdr:5:15[\s\S]*Add the file/,
      ],
      [
        'malformed XML',
        { 'dialect.tdd': replaceIn(good['dialect.tdd'], '</function-map>', '') },
        /xml-not-well-formed[\s\S]*dialect\.tdd:\d+:\d+/,
      ],
      [
        'another class',
        { 'dialect.tdd': replaceIn(good['dialect.tdd'], 'class="brook_jdbc"', 'class="brock_jdbc"') },
        /class="brock_jdbc"[\s\S]*brook_jdbc[\s\S]*dialect\.tdd:2:/,
      ],
      ['no manifest', { 'manifest.xml': undefined, 'Manifest.xml': good['manifest.xml'] }, /manifest\.xml/],
    ])('%s: one clear message, exit code 1, no file', async (_what, changes, message) => {
      place = await workplace(inConnectorFolder(minimalConnector(changes)))
      const outcome = await place.run(['build', 'connector'])
      expect(outcome.stdout).toBe('')
      expect([1, 2]).toContain(outcome.exitCode)
      expect(outcome.stderr).toMatch(message)
      expect((await place.files()).filter((file) => file.startsWith('dist'))).toEqual([])
      expectPlainMistake(outcome)
    })
  })

  describe('signing', () => {
    let authority: CertificateAuthority
    const hasOpenssl = requireOracle('openssl') !== undefined
    const hasJdk = requireOracle('jarsigner') !== undefined
    beforeAll(async () => {
      authority = await CertificateAuthority.create()
    })

    /** A connector, a key with its chain, and a keystore with two entries. */
    const prepare = async (options: Parameters<CertificateAuthority['issue']>[0] = {}) => {
      place = await workplace(inConnectorFolder(good))
      const issued = await authority.issue({ key: 'p-256', ...options })
      const certificatesPem = authority.chainPem(issued)
      await place.write({
        'key.pem': issued.keyPem,
        'chain.pem': certificatesPem,
        'password.txt': `${password}\n`,
      })
      return { issued, certificatesPem }
    }
    const prepareKeystore = async () => {
      const { issued, certificatesPem } = await prepare()
      const content = { keyPem: issued.keyPem, certificatesPem, alias: 'release', password }
      await writePkcs12(join(place.folder, 'store.p12'), content)
    }
    const builtFiles = async () => (await place.files()).filter((file) => file.startsWith('dist'))
    const pem = ['--key', 'key.pem', '--certificates', 'chain.pem']
    const store = ['--keystore', 'store.p12', '--storepass']

    it('signs with --tsa-optional though no authority answers, and with Ed25519 when it is allowed', async () => {
      await prepare({ key: 'ed25519' })
      const words = ['build', ...pem, '--tsa', 'http://127.0.0.1:9/', '--allow-rsa-pss-and-ed25519']
      expect((await place.run(words)).exitCode).toBe(2)
      expect(await builtFiles()).toEqual([])
      const { exitCode, stderr } = await place.run([...words, '--tsa-optional'])
      expect(exitCode).toBe(0)
      expect(stderr).toMatch(/127\.0\.0\.1:9[\s\S]*reject the file from 20\d\d-\d\d-\d\d on/)
      expect(stderr).toContain('the JREs of Java 8 to 15 treat the file as unsigned')
      expect(await builtFiles()).toHaveLength(1)
      const refused = await place.run(['build', ...pem])
      expect(refused).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('Ed25519') })
    })

    it.runIf(hasJdk)(
      'makes a file that jarsigner verifies, and names the day it dies without a timestamp',
      async () => {
        await prepare()
        const outcome = await place.run(['build', ...pem])
        expect(outcome.exitCode).toBe(0)
        expect(outcome.stderr).toMatch(/timestamp[\s\S]*20\d\d-\d\d-\d\d/)
        expect(outcome.stdout).toMatch(/signed by/)
        const home = await javaHomeTrusting(join(place.folder, 'jdk'), [authority.root.certificatePem])
        const { exit, output } = await jarsignerVerify(join(place.folder, tacoName), home)
        expect(output).toContain('jar verified.')
        expect(exit).toBe(0)
      },
    )

    it.runIf(hasOpenssl)(
      'takes keystore and password from options, files and the environment alike',
      async () => {
        await prepareKeystore()
        const server = await startTimestampServer(authority)
        try {
          const environment = {
            TACOSMITH_KEYSTORE: 'store.p12',
            TACOSMITH_STOREPASS: password,
            TACOSMITH_TSA: server.url,
          }
          const outcomes = [
            await place.run(['build', ...store, 'env:PASS', '--tsa', server.url], { PASS: password }),
            await place.run([
              'build',
              ...store,
              'file:password.txt',
              '--alias',
              'release',
              '--tsa',
              server.url,
            ]),
            await place.run(['build'], environment),
          ]
          for (const outcome of outcomes) {
            expect(outcome).toMatchObject({ exitCode: 0, stderr: '' })
            expect(outcome.stdout).toMatch(/timestamp +20\d\d-/)
            expectPlainMistake(outcome)
          }
        } finally {
          await server.close()
        }
      },
    )

    it('signs with the development certificate and says what that is worth', async () => {
      place = await workplace(inConnectorFolder(good))
      const outcome = await place.run(['build', '--sign', 'development'])
      expect(outcome.exitCode).toBe(0)
      expect(outcome.stderr).toMatch(
        /Tableau will not load the file[\s\S]*DisableVerifyConnectorPluginSignature/,
      )
      expect((await place.files()).filter((file) => /\.(p12|pem|key)$/.test(file))).toEqual([])
    })

    it.each<[string, string[], string, string]>([
      ['a configuration', [], "'required'", "sign is 'required', but there is no key"],
      ['--sign required', ['--sign', 'required'], 'undefined', 'sign has no key'],
      [
        '--sign required, where the configuration takes the throwaway certificate',
        ['--sign', 'required'],
        "'development'",
        'sign has no key',
      ],
    ])('fails without a key where one is required: %s', async (_, flags, sign, message) => {
      place = await workplace({
        ...inConnectorFolder(good),
        'tacosmith.config.mjs': `export default { sign: ${sign} }`,
      })
      const outcome = await place.run(['build', ...flags])
      expectPlainMistake(outcome)
      expect(outcome).toMatchObject({ exitCode: 2, stderr: expect.stringContaining(message) })
      expect((await place.files()).filter((file) => file.endsWith('.taco'))).toEqual([])
    })

    it.runIf(hasOpenssl)('signs where a key is required and the variables name one', async () => {
      await prepareKeystore()
      await place.write({ 'tacosmith.config.mjs': `export default { sign: 'required' }` })
      const environment = { TACOSMITH_KEYSTORE: 'store.p12', TACOSMITH_STOREPASS: password }
      const outcome = await place.run(['build', '--json'], environment)
      expect(JSON.parse(outcome.stdout)).toMatchObject({ signed: true })
    })

    it.runIf(hasOpenssl).each<[string, string[], Record<string, string>, RegExp]>([
      [
        'a wrong password',
        [...store, 'env:PASS'],
        { PASS: 'wrong-9981' },
        /password for .*store\.p12 is wrong/,
      ],
      ['no password', ['--keystore', 'store.p12'], {}, /store\.p12 is password-protected/],
      ['a password on the command line', [...store, password], {}, /env:NAME or file:PATH/],
      [
        'a password in the place of a variable',
        [...store, `env:${password}`],
        {},
        /--storepass does not refer to an environment variable that is set/,
      ],
      [
        'a password in the place of a file',
        [...store, `file:${password}`],
        {},
        /the file that should contain the password of the keystore \(--storepass\) does not exist/,
      ],
      ['a variable that is not set', [...store, 'env:NOT_SET'], {}, /NOT_SET/],
      [
        'a missing alias',
        [...store, 'env:PASS', '--alias', 'beta'],
        { PASS: password },
        /beta[\s\S]*release/,
      ],
      [
        'a missing keystore',
        ['--keystore', 'none.p12', '--storepass', 'env:PASS'],
        { PASS: password },
        /none\.p12/,
      ],
      [
        'a keystore that is none',
        ['--keystore', 'chain.pem', '--storepass', 'env:PASS'],
        { PASS: password },
        /chain\.pem/,
      ],
      ['a key without certificates', ['--key', 'key.pem'], {}, /certificates/],
      ['no key at all', ['--sign'], {}, /has no key/],
      [
        'a timestamp authority that does not answer',
        [...store, 'env:PASS', '--tsa', 'http://user:hidden-5512@127.0.0.1:9/tsa'],
        { PASS: password },
        /127\.0\.0\.1:9/,
      ],
    ])('%s: one clear message, exit code 2, no file', async (_what, words, environment, message) => {
      await prepareKeystore()
      const outcome = await place.run(['build', ...words], environment)
      expect(outcome).toMatchObject({ exitCode: 2, stdout: '' })
      expect(outcome.stderr).toMatch(message)
      // What is wrong, and a line with how to fix it.
      expect(outcome.stderr).toMatch(/^error .+\n {2}\S/)
      expectPlainMistake(outcome, 'wrong-9981', 'hidden-5512')
      expect(await builtFiles()).toEqual([])
    })

    it('an expired certificate: one clear message, exit code 2, no file', async () => {
      await prepare({ notBefore: new Date('2020-01-01'), notAfter: new Date('2021-01-01') })
      const outcome = await place.run(['build', ...pem])
      expect(outcome).toMatchObject({ exitCode: 2, stdout: '' })
      expect(outcome.stderr).toMatch(/expired[\s\S]*2021-01-01/)
      expectPlainMistake(outcome)
      expect(await builtFiles()).toEqual([])
    })

    it('a failed build leaves an earlier file as it was', async () => {
      await prepare()
      await place.run(['build', ...pem])
      const before = sha256(await readFile(join(place.folder, tacoName)))
      expect((await place.run(['build', ...pem, '--tsa', 'http://127.0.0.1:9'])).exitCode).toBe(2)
      expect(sha256(await readFile(join(place.folder, tacoName)))).toBe(before)
      expect(await builtFiles()).toEqual([tacoName])
    })
  })
})
