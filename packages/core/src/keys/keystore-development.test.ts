import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { requireOracle, runJarsigner } from '@tacosmith/test-kit'
import { build } from 'esbuild'
import JSZip from 'jszip'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createSigner, signTaco } from '../sign/index.ts'
import { defaultDevelopmentFolder, developmentKeystore } from './index.ts'

const DAY = 24 * 60 * 60 * 1000
const jarsigner = requireOracle('jarsigner')
let base: string
let folder: string

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'tacosmith-development-'))
  folder = join(base, 'home')
})

afterEach(async () => {
  vi.unstubAllEnvs()
  await rm(base, { recursive: true, force: true })
})

test('is made once and kept', async () => {
  const first = await developmentKeystore({ folder })
  const second = await developmentKeystore({ folder })
  expect(second.certificate.fingerprint).toBe(first.certificate.fingerprint)
  expect(second.privateKey.equals(first.privateKey)).toBe(true)
  expect((await readdir(folder)).sort()).toEqual([
    'development-key-1.pem',
    'development-root.pem',
    'development-truststore.p12',
  ])
  const years = (first.certificate.notAfter.getTime() - Date.now()) / DAY / 365
  expect(years).toBeGreaterThan(4.9)
})

test.skipIf(process.platform === 'win32')('only its owner may read it', async () => {
  await developmentKeystore({ folder })
  expect((await stat(folder)).mode & 0o777).toBe(0o700)
  expect((await stat(join(folder, 'development-key-1.pem'))).mode & 0o777).toBe(0o600)
})

test('is renewed in the last thirty days, under the same root', async () => {
  const first = await developmentKeystore({ folder })
  const before = await developmentKeystore({
    folder,
    now: new Date(first.certificate.notAfter.getTime() - 31 * DAY),
  })
  expect(before.certificate.fingerprint).toBe(first.certificate.fingerprint)
  const after = await developmentKeystore({
    folder,
    now: new Date(first.certificate.notAfter.getTime() - 29 * DAY),
  })
  expect(after.certificate.fingerprint).not.toBe(first.certificate.fingerprint)
  expect(after.root.fingerprint).toBe(first.root.fingerprint)
  const root = await readFile(after.rootFile, 'utf8')
  expect(root).toBe(first.root.x509.toString())
})

test('is the same for calls at the same time', async () => {
  const keystores = await Promise.all(
    Array.from({ length: 8 }, async () => await developmentKeystore({ folder })),
  )
  expect(new Set(keystores.map(({ certificate }) => certificate.fingerprint)).size).toBe(1)
  expect((await readdir(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([])
})

test('stays out of the connector and its project', async () => {
  const project = join(base, 'project')
  await mkdir(join(project, 'connector'), { recursive: true })
  await writeFile(join(project, 'package.json'), '{}')
  const connectorFolder = join(project, 'connector')
  for (const inside of [join(connectorFolder, 'keys'), join(project, '.tacosmith')]) {
    await expect(developmentKeystore({ folder: inside, connectorFolder })).rejects.toMatchObject({
      code: 'usage',
    })
  }
  await expect(developmentKeystore({ folder, connectorFolder })).resolves.toBeTruthy()
})

test('a damaged file gives an error that says which', async () => {
  await mkdir(folder)
  await writeFile(join(folder, 'development-key-1.pem'), 'nonsense')
  await expect(developmentKeystore({ folder })).rejects.toMatchObject({
    code: 'keystore',
    message: expect.stringContaining('development-key-1.pem'),
  })
})

test('the folder is where the platform keeps settings', () => {
  expect(defaultDevelopmentFolder({ TACOSMITH_HOME: '/x/y' }, 'linux')).toMatch(/y$/)
  expect(defaultDevelopmentFolder({ XDG_CONFIG_HOME: '/x' }, 'linux')).toBe(join('/x', 'tacosmith'))
  expect(defaultDevelopmentFolder({ XDG_CONFIG_HOME: 'relative' }, 'linux')).toBe(
    join(homedir(), '.config', 'tacosmith'),
  )
  expect(defaultDevelopmentFolder({}, 'darwin')).toBe(
    join(homedir(), 'Library', 'Application Support', 'tacosmith'),
  )
  expect(defaultDevelopmentFolder({ APPDATA: '/roaming' }, 'win32')).toBe(join('/roaming', 'tacosmith'))
})

test.skipIf(!jarsigner)(
  'jarsigner -verify -strict says verified with the truststore, without a password',
  async () => {
    vi.stubEnv('TACOSMITH_HOME', folder)
    const { signer, alias } = await createSigner('development')
    const zip = new JSZip()
    zip.file('manifest.xml', '<connector-plugin/>')
    const unsigned = await zip.generateAsync({ type: 'uint8array' })
    const { bytes } = await signTaco(unsigned, { signer, alias, timestamp: false, includeRoot: false })
    await writeFile(join(base, 'x.taco'), bytes)
    const { truststoreFile } = await developmentKeystore()
    const args = ['-verify', '-strict', '-keystore', truststoreFile, join(base, 'x.taco')]
    const { exit, output } = await runJarsigner(args)
    expect(output).toContain('jar verified.')
    expect(exit).toBe(0)
  },
)

test('processes that start at the same time get the same certificate', async () => {
  const program = join(base, 'program.mjs')
  const contents = `
    import { developmentKeystore } from './index.ts'
    const { certificate } = await developmentKeystore({ folder: process.argv[2] })
    process.stdout.write(certificate.fingerprint)
  `
  const stdin = { contents, resolveDir: import.meta.dirname, loader: 'ts' } as const
  await build({ stdin, outfile: program, bundle: true, platform: 'node', format: 'esm', target: 'node20' })
  const run = async (): Promise<string> =>
    (await promisify(execFile)(process.execPath, [program, folder])).stdout
  const fingerprints = await Promise.all([run(), run(), run(), run()])
  expect(new Set(fingerprints).size).toBe(1)
  expect(fingerprints[0]).toMatch(/^[0-9A-F:]+$/)
})
