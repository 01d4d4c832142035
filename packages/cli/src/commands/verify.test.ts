import { appendFile, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import {
  CertificateAuthority,
  jarsignerVerify,
  javaHomeTrusting,
  minimalConnector,
  requireOracle,
  runOracle,
  startTimestampServer,
} from '@tacosmith/test-kit'
import JSZip from 'jszip'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { inConnectorFolder, type Outcome, type Workplace, workplace } from '../testing/run-cli.ts'

const hasJdk = requireOracle('jarsigner') !== undefined
const hasOpenssl = requireOracle('openssl') !== undefined
const taco = 'dist/brook_jdbc-v1.0.0.taco'
const DAY = 24 * 60 * 60 * 1000

let place: Workplace
let authority: CertificateAuthority
const places: Workplace[] = []

beforeAll(async () => {
  authority = await CertificateAuthority.create()
})
afterEach(() => place.dispose())
afterAll(() => Promise.all(places.map((one) => one.dispose())))

/** A built connector, signed by a certificate of the authority, and the authority's root as root.pem. */
async function prepare(...signing: string[]): Promise<void> {
  place = await workplace(inConnectorFolder(minimalConnector()))
  const issued = await authority.issue({ notAfter: new Date(Date.now() + 800 * DAY) })
  await place.write({
    'key.pem': issued.keyPem,
    'chain.pem': authority.chainPem(issued),
    'root.pem': authority.root.certificatePem,
  })
  await place.run(['build'])
  const { exitCode } = await place.run([
    'sign',
    taco,
    '--key',
    'key.pem',
    '--certificates',
    'chain.pem',
    ...signing,
  ])
  expect(exitCode).toBe(0)
}

const verify = (...words: string[]): Promise<Outcome> => place.run(['verify', taco, ...words])
const withRoot = ['--truststore', 'root.pem']

describe('tacosmith verify', () => {
  it('tells outcome, chain, trust and what is to do, in 80 columns', async () => {
    await prepare()
    const { exitCode, stdout, stderr } = await verify(...withRoot)
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    const [first] = stdout.split('\n')
    expect(first).toMatch(/^verified {2}dist\/brook_jdbc-v1\.0\.0\.taco, good until 20\d\d-\d\d-\d\d$/)
    expect(stdout).toContain('.taco verified.')
    const tree = stdout.split('\n').filter((line) => /CN=Test/.test(line) && /\d to \d/.test(line))
    expect(tree.map((line) => line.replace(/ {2,}\d.*/, ''))).toEqual([
      '  CN=Test Root',
      '  └─ CN=Test Intermediate',
      '     └─ CN=Test Signer',
    ])
    expect(stdout).toContain('1 root of ')
    expect(stdout).toContain('Tableau ships its own Java runtime')
    expect(stdout).toMatch(/warning {2}the signature has no timestamp[\s\S]*->/)
    const tooLong = stdout.split('\n').filter((line) => line.length > 80 && !line.includes('/root.pem'))
    expect(tooLong).toEqual([])
  })

  it.runIf(hasJdk)('says what jarsigner says', async () => {
    await prepare()
    const home = await javaHomeTrusting(join(place.folder, 'jdk'), [authority.root.certificatePem])
    const { exit } = await jarsignerVerify(join(place.folder, taco), home)
    expect(JSON.parse((await verify(...withRoot, '--json')).stdout)).toMatchObject({
      jarsignerExit: exit,
      ok: true,
    })
    const cacerts = { JAVA_HOME: home }
    const { exitCode, stdout } = await place.run(['verify', taco], cacerts)
    expect(exitCode).toBe(0)
    expect(stdout.replace(/\s+/g, ' ')).toContain('lib/security/cacerts (the Java installed here)')
  })

  it('prints nothing but the verdict on stdout with --json', async () => {
    await prepare()
    const { exitCode, stdout, stderr } = await verify('--json', ...withRoot)
    expect(exitCode).toBe(0)
    const verdict = JSON.parse(stdout)
    expect(Object.keys(verdict).sort()).toEqual(
      ['jarsignerExit', 'ok', 'problems', 'signers', 'status', 'tableauLog', 'validUntil'].sort(),
    )
    expect(verdict.signers[0].chain[0]).toMatchObject({
      subject: 'CN=Test Signer',
      notAfter: expect.any(String),
    })
    expect(stderr).toContain('root.pem')
  })

  it('says where the exit code of jarsigner is not predicted, and where Java is less strict', async () => {
    await prepare()
    await appendFile(join(place.folder, taco), 'behind the archive')
    const { exitCode, stdout } = await verify(...withRoot)
    expect(exitCode).toBe(1)
    expect(stdout).toMatch(/^malformed /)
    expect(stdout).toContain('exit code not predicted (ask jarsigner -verify -strict)')
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      'Java may accept this file; tacosmith refuses it because',
    )
    const { stdout: json } = await verify(...withRoot, '--json')
    expect(JSON.parse(json)).toMatchObject({ ok: false, jarsignerExit: null })
  })

  it('does not trust what is not in the truststore', async () => {
    await prepare()
    const { exitCode, stdout } = await place.run(['verify', taco], { PATH: dirname(process.execPath) })
    expect(exitCode).toBe(1)
    expect(stdout).toMatch(/^untrusted /)
    expect(stdout).toContain('not found')
  })

  it('judges as of another day', async () => {
    await prepare()
    const later = new Date(Date.now() + 900 * DAY).toISOString().slice(0, 10)
    const { exitCode, stdout } = await verify(...withRoot, '--at', later)
    expect(exitCode).toBe(1)
    expect(stdout).toMatch(/^expired /)
  })

  it('demands a timestamp on request', async () => {
    await prepare()
    const { exitCode, stdout } = await verify(...withRoot, '--require-timestamp', '--json')
    expect(exitCode).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({
      ok: false,
      status: 'verified',
      problems: [{ rule: 'taco-timestamp-required', severity: 'error' }],
    })
  })

  it.runIf(hasOpenssl)('asks for what the gallery asks for', async () => {
    const server = await startTimestampServer(authority)
    try {
      await prepare('--tsa', server.url)
    } finally {
      await server.close()
    }
    const { exitCode, stdout } = await verify(...withRoot, '--for', 'gallery')
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/timestamp {2}20\d\d-.* by Test Timestamp Authority, good/)
    expect(stdout).toMatch(/names no organisation[\s\S]*"Brook\s+Works"/)
    const inFourYears = new Date(Date.now() + 4 * 365 * DAY).toISOString().slice(0, 10)
    const late = await verify(...withRoot, '--for', 'gallery', '--at', inFourYears)
    expect(late.exitCode).toBe(1)
    expect(late.stdout).toContain('taco-gallery-validity')
  })

  it('takes a file that is no archive for a verdict', async () => {
    place = await workplace()
    await place.write({ 'no.taco': 'this is text' })
    const { exitCode, stdout } = await place.run(['verify', 'no.taco', '--json'])
    expect(exitCode).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, status: 'malformed', signers: [] })
  })

  it.each<[string, string[], RegExp]>([
    ['a file that does not exist', ['verify', 'none.taco'], /none\.taco does not exist/],
    ['a folder', ['verify', '.'], /is a folder/],
    ['no file', ['verify'], /missing required argument/],
    ['a day that is none', ['verify', 'x.taco', '--at', '2031-02-31'], /--at 2031-02-31 is not a date/],
    ['words for a day', ['verify', 'x.taco', '--at', 'tomorrow'], /--at tomorrow is not a date/],
    ['another purpose', ['verify', 'x.taco', '--for', 'fun'], /gallery/],
    [
      'a truststore that does not exist',
      ['verify', 'x.taco', '--truststore', 'none.jks'],
      /none\.jks does not exist/,
    ],
    ['a truststore that is none', ['verify', 'x.taco', '--truststore', 'x.taco'], /x\.taco/],
  ])('%s is wrong use', async (_, words, message) => {
    place = await workplace()
    await place.write({ 'x.taco': 'text' })
    const outcome = await place.run(words)
    expect(outcome).toMatchObject({ exitCode: 2, stdout: '' })
    expect(outcome.stderr).toMatch(message)
    expect(outcome.stderr).not.toMatch(/^\s+at /m)
    await rm(join(place.folder, 'x.taco'))
  })
})

describe('what repeats', () => {
  const extra = ['one', 'two', 'three', 'four', 'five', 'six'].map((name) => `${name}.txt`)

  async function addFiles(): Promise<void> {
    const path = join(place.folder, taco)
    const zip = await JSZip.loadAsync(await readFile(path))
    for (const name of extra) zip.file(name, 'x', { createFolders: false })
    await writeFile(path, await zip.generateAsync({ type: 'uint8array', platform: 'DOS' }))
  }

  it('is told once, with --verbose naming all files', async () => {
    await prepare()
    await addFiles()
    const short = (await verify(...withRoot)).stdout
    expect(short.match(/is not covered by the signature/g)).toHaveLength(1)
    expect(short).toMatch(/also "two\.txt", "three\.txt", "four\.txt" and\s+2 more/)
    expect(short).not.toContain('signer 1')

    const { stdout, exitCode } = await verify(...withRoot, '--verbose')
    expect(exitCode).toBe(1)
    expect(stdout.match(/is not covered by the signature/g)).toHaveLength(1)
    expect(stdout).toMatch(/also "two\.txt", "three\.txt", "four\.txt", "five\.txt" and\s+"six\.txt"/)
    expect(stdout).toMatch(/signed by \(signer 1\)/)
    expect(stdout).toMatch(/^ {2}serial {5}[0-9A-F]+$/m)
    expect(stdout).toMatch(/^ {2}signer 1 +manifest\.xml$/m)
    for (const name of extra) expect(stdout).toMatch(new RegExp(`^  nobody, as it is now  ${name}$`, 'm'))
  })

  it('is in the JSON as it is, with the files only where they are asked for', async () => {
    await prepare()
    await addFiles()
    const plain = JSON.parse((await verify(...withRoot, '--json')).stdout)
    expect(plain).not.toHaveProperty('entries')
    const found = plain.problems.filter(({ rule }: { rule: string }) => rule === 'taco-unsigned-entry')
    expect(found).toHaveLength(extra.length)
    const { entries } = JSON.parse((await verify(...withRoot, '--json', '--verbose')).stdout)
    expect(entries).toEqual(
      expect.arrayContaining([
        { name: 'manifest.xml', signers: [0] },
        { name: 'one.txt', signers: [] },
      ]),
    )
  })

  it.runIf(hasJdk)('lists the files that jarsigner lists as signed', async () => {
    await prepare()
    await addFiles()
    const { output } = await runOracle(requireOracle('jarsigner') ?? '', [
      ...['-J-Duser.language=en', '-verify', '-verbose', join(place.folder, taco)],
    ])
    const signed = output.split('\n').flatMap((line) => /^sm\w* .* (\S+)$/.exec(line)?.[1] ?? [])
    const { entries } = JSON.parse((await verify(...withRoot, '--json', '--verbose')).stdout)
    const ours = entries.flatMap(({ name, signers }: { name: string; signers: number[] }) =>
      signers.length > 0 ? [name] : [],
    )
    expect(ours.toSorted()).toEqual(signed.toSorted())
    expect(ours.length).toBeGreaterThan(2)
  })
})
