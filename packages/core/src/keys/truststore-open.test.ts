import { mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { rootCertificates } from 'node:tls'
import { inspect } from 'node:util'
import { type Issued, issueSelfSigned, requireOracle, writePkcs12, writeWithJava } from '@tacosmith/test-kit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readCertificate, TrustAnchors } from './index.ts'
import { writeTruststore } from './truststore.ts'
import { findJavaTruststore } from './truststore-java.ts'
import { openTruststore } from './truststore-open.ts'

let folder: string
let one: Issued
let other: Issued
const path = (name: string): string => join(folder, name)
const hasJava = requireOracle('java')
const NOTHING_INSTALLED = { PATH: '' }

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'tacosmith-truststore-')))
  one = await issueSelfSigned({ commonName: 'One' })
  other = await issueSelfSigned({ commonName: 'Other' })
  await writeFile(path('one.pem'), one.certificatePem)
  await writeFile(path('both.pem'), `${one.certificatePem}\n# a comment\n${other.certificatePem}`)
  await writeFile(path('one.cer'), one.certificate)
  const certificate = readCertificate(one.certificate, 'test')
  await writeFile(path('open.p12'), writeTruststore([{ alias: 'one', certificate }]))
})

afterAll(async () => await rm(folder, { recursive: true, force: true }))

async function subjects(files: string[], password?: string): Promise<string[]> {
  const { certificates } = await openTruststore({
    files: files.map((file) => (file === 'default' ? file : path(file))),
    ...(password === undefined ? {} : { password }),
    environment: NOTHING_INSTALLED,
  })
  const found = new TrustAnchors(certificates, 'test')
  return [one, other].flatMap(({ certificate }) => {
    const parsed = readCertificate(certificate, 'test')
    return found.has(parsed) ? [parsed.subject] : []
  })
}

describe('files', () => {
  test.each([
    [['one.pem'], ['CN=One']],
    [['both.pem'], ['CN=One', 'CN=Other']],
    [['one.cer'], ['CN=One']],
    [['open.p12'], ['CN=One']],
    [['default', 'one.pem'], ['CN=One']],
  ])('%j hold %j', async (files, expected) => expect(await subjects(files)).toEqual(expected))

  test('replace the default, and add to it with the word default', async () => {
    const options = { environment: NOTHING_INSTALLED }
    const replaced = await openTruststore({ ...options, files: [path('one.pem')] })
    expect(replaced.sources).toEqual([{ kind: 'file', path: path('one.pem'), certificates: 1 }])
    const added = await openTruststore({ ...options, files: ['default', path('one.pem')] })
    expect(added.sources.map(({ kind }) => kind)).toEqual(['node', 'file'])
    expect(added.certificates).toHaveLength(rootCertificates.length + 1)
  })

  test.skipIf(!hasJava)('of a JDK open with their password, with changeit or without any', async () => {
    const trusted = { one: one.certificate, other: other.certificate }
    await writeWithJava([
      { path: path('changeit.jks'), type: 'JKS', password: 'changeit', trusted },
      { path: path('changeit.p12'), type: 'PKCS12', password: 'changeit', trusted },
      { path: path('other.p12'), type: 'PKCS12', password: 'hunter-2231', trusted },
      { path: path('other.jks'), type: 'JKS', password: 'hunter-2231', trusted },
    ])
    for (const name of ['changeit.jks', 'changeit.p12', 'other.jks'])
      expect([name, await subjects([name])]).toEqual([name, ['CN=One', 'CN=Other']])
    for (const name of ['other.p12', 'other.jks'])
      expect([name, await subjects([name], 'hunter-2231')]).toEqual([name, ['CN=One', 'CN=Other']])
    for (const name of ['other.p12', 'other.jks']) {
      const error = await subjects([name], 'wrong-7741').catch((cause: unknown) => cause)
      expect(error).toMatchObject({ code: 'keystore' })
      expect(inspect(error, { depth: 9 })).not.toContain('wrong-7741')
    }
    await expect(subjects(['other.p12'])).rejects.toMatchObject({
      code: 'keystore',
      help: expect.stringContaining('TACOSMITH_TRUSTSTOREPASS'),
    })
    const environment = { TACOSMITH_TRUSTSTOREPASS: 'hunter-2231', PATH: '' }
    expect((await openTruststore({ files: [path('other.p12')], environment })).certificates).toHaveLength(2)
  })

  test.skipIf(!requireOracle('openssl'))('that trust nobody are refused as Java sees them', async () => {
    const content = {
      keyPem: one.keyPem,
      certificatesPem: one.certificatePem,
      alias: 'x',
      password: 'changeit',
    }
    await writePkcs12(path('key.p12'), content)
    await expect(subjects(['key.p12'])).rejects.toMatchObject({
      message: expect.stringContaining('contains no trusted certificate'),
      help: expect.stringContaining('keytool -importcert'),
    })
  })

  test('that do not exist or are something else are named', async () => {
    await expect(subjects(['none.jks'])).rejects.toMatchObject({
      message: expect.stringContaining('none.jks'),
    })
    await writeFile(path('text.txt'), 'hello')
    await expect(subjects(['text.txt'])).rejects.toMatchObject({
      message: expect.stringContaining('text.txt'),
    })
  })
})

describe('without files', () => {
  const cacerts = async (home: string): Promise<string> => {
    const file = path(join(home, 'lib/security/cacerts'))
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, one.certificatePem)
    return file
  }

  test('JAVA_HOME comes before the PATH, where links are followed', async () => {
    const [first, second] = [await cacerts('home'), await cacerts('second')]
    await mkdir(path('second/bin'), { recursive: true })
    await mkdir(path('bin'), { recursive: true })
    await writeFile(path('second/bin/java'), '')
    await symlink(path('second/bin/java'), path('bin/java'))
    const platform = 'linux'
    const onPath = { PATH: `${path('nowhere')}:${path('bin')}` }
    expect(await findJavaTruststore({ environment: onPath, platform })).toBe(second)
    const both = { ...onPath, JAVA_HOME: path('home') }
    expect(await findJavaTruststore({ environment: both, platform })).toBe(first)
    const { sources } = await openTruststore({ environment: both })
    expect(sources).toEqual([{ kind: 'java', path: first, certificates: 1 }])
  })

  test('a runtime inside a JDK 8 is found', async () => {
    const file = await cacerts('jdk8/jre')
    expect(await findJavaTruststore({ environment: { JAVA_HOME: path('jdk8') }, platform: 'linux' })).toBe(
      file,
    )
  })

  test('the list of Node is used where no Java is installed', async () => {
    const { sources, certificates } = await openTruststore({ environment: NOTHING_INSTALLED })
    expect(sources).toEqual([{ kind: 'node', certificates: rootCertificates.length }])
    expect(new TrustAnchors(certificates, 'test')).toBeTruthy()
  })

  test.skipIf(!hasJava)('the cacerts of the installed JDK are read whole', async () => {
    const { sources } = await openTruststore()
    const [source] = sources
    expect(source?.kind).toBe('java')
    expect(source?.certificates).toBeGreaterThan(50)
    expect((await readFile(source?.path ?? '')).length).toBeGreaterThan(1000)
  })
})
