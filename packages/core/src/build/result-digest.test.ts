import { createPrivateKey } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  CertificateAuthority,
  inConnectorFolder,
  minimalConnector,
  type TemporaryProject,
  temporaryProject,
} from '@tacosmith/test-kit'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { buildTaco } from './build.ts'
import { Session } from './session.ts'

let project: TemporaryProject
beforeEach(async () => {
  project = await temporaryProject()
})
afterEach(() => project.dispose())

const writeConnector = () => project.write(inConnectorFolder(minimalConnector()))

describe('what the options name belongs to the result', () => {
  const signed = async (session: Session) => {
    await session.open()
    const result = await session.build()
    if (!result.ok) throw new Error(JSON.stringify(result.report))
    return result
  }

  it('so that a replaced keystore signs anew, and one that is the same does not', async () => {
    const authority = await CertificateAuthority.create()
    const writeKey = async (commonName: string) => {
      const issued = await authority.issue({ commonName })
      await project.write({ 'key.pem': issued.keyPem, 'chain.pem': authority.chainPem(issued) })
    }
    await writeConnector()
    await writeKey('First')
    const session = new Session(
      { sign: { key: 'key.pem', certificates: 'chain.pem' } },
      { cwd: project.root },
    )
    const first = await signed(session)
    expect(first.signature?.signer.subject).toBe('CN=First')
    expect(session.watchFiles).toEqual(
      expect.arrayContaining([join(project.root, 'key.pem'), join(project.root, 'chain.pem')]),
    )
    expect(await signed(session)).toBe(first)
    await writeKey('Second')
    expect((await signed(session)).signature?.signer.subject).toBe('CN=Second')
  })

  it('and the file of a password starts where the configuration is, not where the process runs', async () => {
    const authority = await CertificateAuthority.create()
    const issued = await authority.issue()
    const pkcs8 = createPrivateKey(issued.keyPem).export({
      type: 'pkcs8',
      format: 'pem',
      cipher: 'aes-256-cbc',
      passphrase: 'first line',
    })
    await writeConnector()
    await project.write({
      'key.pem': String(pkcs8),
      'chain.pem': authority.chainPem(issued),
      'secrets/key.txt': 'first line\nanother',
    })
    const sign = { key: 'key.pem', certificates: 'chain.pem', keyPassword: { file: 'secrets/key.txt' } }
    const session = new Session({ sign }, { cwd: project.root })
    expect((await signed(session)).signature).toBeDefined()
    expect(session.watchFiles).toContain(join(project.root, 'secrets/key.txt'))
    await project.write({ 'secrets/key.txt': 'wrong' })
    await expect(signed(session)).rejects.toThrow(/password/)
    // Messages repeat only what is a path.
    for (const [file, shown] of [
      ['secrets/kye.txt', /^the file secrets\/kye\.txt, which should contain .* does not exist$/],
      ['hunter2', /^the file that should contain .* does not exist$/],
    ] as const) {
      const mistyped = new Session({ sign: { ...sign, keyPassword: { file } } }, { cwd: project.root })
      await expect(signed(mistyped)).rejects.toThrow(shown)
    }
  })

  it('so that a schema that has changed is heeded', async () => {
    await writeConnector()
    const schemas = join(import.meta.dirname, '../schema/xsd')
    const names = (await readdir(schemas)).filter((name) => name.endsWith('.xsd'))
    const texts = await Promise.all(
      names.map(async (name) => [`schemas/${name}`, await readFile(join(schemas, name), 'utf8')] as const),
    )
    await project.write(Object.fromEntries(texts))
    const session = new Session({ validate: { schemas: 'schemas' } }, { cwd: project.root })
    await signed(session)
    const [, dialect = ''] = texts.find(([name]) => name === 'schemas/dialect.xsd') ?? []
    await project.write({ 'schemas/dialect.xsd': dialect.replaceAll('"dialect"', '"accent"') })
    await session.open()
    await expect(session.build()).rejects.toThrow('contains no XSD file with the root element <dialect>')
  })

  it('so that a variable that holds a password is looked at in each round', async () => {
    await writeConnector()
    const authority = await CertificateAuthority.create()
    const issued = await authority.issue({ commonName: 'Signer' })
    await project.write({ 'key.pem': issued.keyPem, 'chain.pem': authority.chainPem(issued) })
    const environment: Record<string, string> = { STORE_PASSWORD: 'one' }
    const sign = { key: 'key.pem', certificates: 'chain.pem', storePassword: { env: 'STORE_PASSWORD' } }
    vi.stubEnv('STORE_PASSWORD', 'one')
    onTestFinished(() => void vi.unstubAllEnvs())
    const session = new Session({ sign }, { cwd: project.root, environment })
    const first = await signed(session)
    expect(await signed(session)).toBe(first)
    environment.STORE_PASSWORD = 'two'
    expect(await signed(session)).not.toBe(first)
  })

  it('and options are resolved once: what a caller changes later does not count', async () => {
    await writeConnector()
    const options = { fileName: 'first.taco' }
    const session = new Session(options, { cwd: project.root })
    await session.open()
    options.fileName = 'second.taco'
    await session.open()
    expect(await session.build()).toMatchObject({ fileName: 'first.taco' })
    expect(await buildTaco(options, { cwd: project.root, write: false })).toMatchObject({
      fileName: 'second.taco',
    })
  })
})
