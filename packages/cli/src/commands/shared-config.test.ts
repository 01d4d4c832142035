import { execFile } from 'node:child_process'
import { createPrivateKey } from 'node:crypto'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { CertificateAuthority, minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type DevSession, startDev } from '../testing/dev-session.ts'
import { type Workplace, workplace } from '../testing/run-cli.ts'
import { namedConnector } from '../testing/several-connectors.ts'

const good = minimalConnector()
const insecure = {
  'manifest.xml': replaceIn(good['manifest.xml'], 'https://brook.example/support', 'http://brook.example'),
}
const password = 'Kx7-store-secret'

let place: Workplace
let running: DevSession | undefined
afterEach(async () => {
  await running?.kill()
  running = undefined
  await place.dispose()
})

let files: Record<string, string>
/** A workspace with two projects, and a connector that is none. */
beforeAll(async () => {
  const authority = await CertificateAuthority.create()
  const issued = await authority.issue({ key: 'p-256', commonName: 'Acme' })
  const key = createPrivateKey(issued.keyPem)
  files = {
    'ws/package.json': '{ "workspaces": ["packages/*"] }',
    'ws/keys/key.pem': key
      .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: password })
      .toString(),
    'ws/keys/chain.pem': authority.chainPem(issued),
    'ws/keys/password.txt': `${password}\n`,
    'ws/tacosmith.config.mjs': `export default {
  validate: { rules: { 'https-only': 'warn' } },
  sign: { key: 'keys/key.pem', certificates: 'keys/chain.pem', keyPassword: { file: 'keys/password.txt' }, timestamp: false },
}`,
    'ws/packages/a/package.json': '{}',
    ...namedConnector('ws/packages/a/connector', 'a', insecure),
    'ws/packages/b/package.json': '{}',
    ...namedConnector('ws/packages/b', 'b'),
    ...namedConnector('ws/others/c', 'c'),
  }
})

const program = fileURLToPath(new URL('../../bin/tacosmith.cjs', import.meta.url))
const runProgramIn = async (cwd: string, words: string[]) =>
  await promisify(execFile)(process.execPath, [program, ...words], { cwd })

const tacos = async () => (await place.files()).filter((name) => name.endsWith('.taco'))

describe('a configuration at the root of a workspace', () => {
  it('gives rules and signing to all below it, each of which keeps its own output', async () => {
    place = await workplace(files)
    const words = ['build', 'ws/packages/*', 'ws/others/c', '--json']
    const { exitCode, stdout, stderr } = await place.run(words)
    expect(exitCode, stderr).toBe(0)
    const { builds } = JSON.parse(stdout)
    expect(builds).toMatchObject([
      { file: join(place.folder, 'ws/packages/a/dist/a_jdbc-v1.0.0.taco'), signed: true },
      { file: join(place.folder, 'ws/packages/b/dist/b_jdbc-v1.0.0.taco'), signed: true },
      // In no project of its own.
      { file: join(place.folder, 'ws/dist/c_jdbc-v1.0.0.taco'), signed: true },
    ])
    expect(builds[0].report.diagnostics).toContainEqual(
      expect.objectContaining({ rule: 'https-only', severity: 'warning' }),
    )
    expect(builds[0].signature.signer.subject).toContain('CN=Acme')
  })

  it.each(['packages/a', 'packages/a/connector', 'packages/a/src'])(
    'applies to a command in %s, or on it',
    async (folder) => {
      place = await workplace({ ...files, 'ws/packages/a/src/x.ts': '' })
      const file = 'ws/packages/a/dist/a_jdbc-v1.0.0.taco'
      if (!folder.endsWith('src')) {
        expect(await place.run(['build', `ws/${folder}`])).toMatchObject({ exitCode: 0 })
        expect(await tacos()).toEqual([file])
      }
      const { stdout } = await runProgramIn(join(place.folder, 'ws', folder), ['build', '--json'])
      expect(JSON.parse(stdout)).toMatchObject({ file: join(place.folder, file), signed: true })
    },
  )

  it('yields to a nearer one, which may extend it', async () => {
    place = await workplace(files)
    await place.write({ 'ws/packages/a/tacosmith.config.mjs': 'export default { outDir: "out" }' })
    const alone = JSON.parse((await place.run(['validate', 'ws/packages/*', '--json'])).stdout)
    expect(
      alone.reports.map(({ errors, warnings }: { errors: number; warnings: number }) => [errors, warnings]),
    ).toEqual([
      [1, 0],
      [0, 0],
    ])
    await place.write({
      'ws/packages/a/tacosmith.config.mjs':
        'export default { extends: "../..", outDir: "out", sign: { signatureName: "A" } }',
    })
    const { exitCode, stdout } = await place.run(['build', 'ws/packages/a', '--json'])
    expect(exitCode).toBe(0)
    const { file, report } = JSON.parse(stdout)
    expect(file).toBe(join(place.folder, 'ws/packages/a/out/a_jdbc-v1.0.0.taco'))
    // The link, and the timestamp that the workspace does without.
    expect(report).toMatchObject({ errors: 0, warnings: 2 })
    const { stdout: verdict } = await place.run(['inspect', file, '--json'])
    expect(verdict).toContain('CN=Acme')
  })

  it('says where the connector of a project is', async () => {
    place = await workplace({
      ...files,
      'ws/tacosmith.config.mjs': 'export default { connector: "src/tableau", outDir: "made" }',
      ...namedConnector('ws/packages/d/src/tableau', 'd'),
      'ws/packages/d/package.json': '{}',
    })
    const { exitCode, stderr } = await place.run(['build', 'ws/packages/d', 'ws/packages/b'])
    expect(exitCode, stderr).toBe(0)
    expect(await tacos()).toEqual([
      'ws/packages/b/made/b_jdbc-v1.0.0.taco',
      'ws/packages/d/made/d_jdbc-v1.0.0.taco',
    ])
  })

  it('is not loaded for an untrusted connector', async () => {
    place = await workplace(files)
    await place.write({
      'ws/tacosmith.config.mjs':
        'import { writeFileSync } from "node:fs"\nwriteFileSync(new URL("marker", import.meta.url), "")\nexport default {}',
    })
    for (const command of ['build', 'validate']) {
      const { exitCode } = await place.run([command, 'ws/packages/a', 'ws/packages/b', '--untrusted'])
      expect(exitCode).toBe(1)
    }
    expect(await place.files()).not.toContain('ws/marker')
    expect(await tacos()).toEqual(['dist/b_jdbc-v1.0.0.taco'])
  })

  it('that extends itself is told with its way', async () => {
    place = await workplace(files)
    await place.write({
      'ws/tacosmith.config.mjs': 'export default { extends: "./packages/a" }',
      'ws/packages/a/tacosmith.config.mjs': 'export default { extends: "../.." }',
    })
    const { exitCode, stderr } = await place.run(['build', 'ws/packages/a', 'ws/packages/b'])
    expect(exitCode).toBe(2)
    expect(stderr).toContain(`${join(place.folder, 'ws/packages/a/tacosmith.config.mjs')} extends itself:\n`)
    expect(stderr).not.toMatch(/^\s+at /m)
  })
})

it('dev follows what a configuration extends', async () => {
  place = await workplace(files)
  const shared = (severity: string) =>
    `export default { validate: { rules: { 'https-only': '${severity}' } } }\n`
  await place.write({
    'ws/shared.ts': shared('warn'),
    'ws/packages/a/tacosmith.config.ts': "export default { extends: '../../shared.ts' }\n",
  })
  const session = startDev(join(place.folder, 'ws/packages/a'), [])
  running = session
  await session.until('warning[https-only]')
  await session.until('a_jdbc is in')
  await place.write({ 'ws/shared.ts': shared('error') })
  await session.until('shared.ts has changed. The new configuration is now in use.')
  await session.until('error[https-only]')
  await place.write({ 'ws/shared.ts': "export default { extends: './none' }\n" })
  await session.until('extends ./none, but there is no file')
  await place.write({ 'ws/none.ts': shared('off') })
  await session.until('The new configuration is now in use.')
  expect(await session.stop('SIGINT')).toBe(0)
})
