import { join } from 'node:path'
import { CertificateAuthority, minimalConnector, requireOracle, writePkcs12 } from '@tacosmith/test-kit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hasTerminal, runOnTerminal, type TerminalRun } from '../testing/pseudo-terminal.ts'
import { inConnectorFolder, type Workplace, workplace } from '../testing/run-cli.ts'

const PASSWORD = 'Kx7-store-secret'
const enter = '\r'
const canRun = hasTerminal && requireOracle('openssl') !== undefined
const core = new URL('../../../core/dist/signer.js', import.meta.url).href

let place: Workplace
let run: TerminalRun | undefined

beforeEach(async () => {
  place = await workplace(inConnectorFolder(minimalConnector()))
  if (!canRun) return
  const authority = await CertificateAuthority.create()
  const issued = await authority.issue({ key: 'p-256' })
  const content = { keyPem: issued.keyPem, certificatesPem: authority.chainPem(issued), alias: 'release' }
  await writePkcs12(join(place.folder, 'store.p12'), { ...content, password: PASSWORD })
})
afterEach(async () => {
  run?.child.kill('SIGKILL')
  run = undefined
  await place.dispose()
})

function start(words: string[], environment: Record<string, string> = {}): TerminalRun {
  run = runOnTerminal(words, { cwd: place.folder, columns: 100, environment })
  return run
}

const build = ['build', '--keystore', 'store.p12']

describe.runIf(canRun)('a password that was not given', () => {
  it('is asked for on a terminal, again if it was wrong, and never shown', async () => {
    const { until, press, ended, output } = start(build)
    await until(/Password of \S*store\.p12/)
    press(`wrong-password-1${enter}`)
    await until(/That was wrong\. Password of \S*store\.p12/)
    press(`${PASSWORD}${enter}`)
    expect(await ended).toBe(0)
    expect(output()).toContain('.taco')
    expect(output()).not.toContain(PASSWORD)
    expect(output()).not.toContain('wrong-password-1')
  })

  it('ends the command with 130 at Ctrl-C, as elsewhere, and nothing is written', async () => {
    const { until, press, ended, output } = start(build)
    await until(/Password of/)
    press('\u0003')
    expect(await ended).toBe(130)
    expect(output()).toContain('the command was cancelled')
    expect((await place.files()).filter((name) => name.endsWith('.taco'))).toEqual([])
  })

  it('is told to be wrong as what it is, after the third try', async () => {
    const { until, press, ended, output } = start(build)
    await until(/Password of/)
    for (const attempt of [1, 2]) {
      press(`mistyped-${attempt}${enter}`)
      await until(new RegExp(`(?:That was wrong[^]*){${attempt}}`))
    }
    press(`mistyped-3${enter}`)
    expect(await ended).toBe(2)
    const said = output().replaceAll(/\s+/g, ' ')
    expect(said).toMatch(/the password that you typed for \S*store\.p12 is wrong/)
    expect(said).toContain('To give it without typing: give --storepass env:NAME')
    expect(said).not.toContain('mistyped')
  })

  it('may be too short for a new keystore, which is told at once', async () => {
    const { until, press, ended, output } = start([
      'cert',
      'request',
      '--subject',
      'CN=A',
      '--keystore',
      'new.p12',
    ])
    await until(/New password for/)
    press(`short${enter}`)
    expect(await ended).toBe(2)
    expect(output().replaceAll(/\s+/g, ' ')).toContain(
      'keytool would not accept the password that you typed Use at least six characters',
    )
    expect(await place.files()).not.toContain('new.p12')
  })

  it('ends the command with 2 at the end of input, and nothing is written', async () => {
    const { until, press, ended, output } = start(build)
    await until(/Password of/)
    press('\u0004')
    expect(await ended).toBe(2)
    expect(output()).toContain('no password was given; the command was cancelled')
    expect((await place.files()).filter((name) => name.endsWith('.taco'))).toEqual([])
  })

  it('is not asked for in CI', async () => {
    const { ended, output } = start(build, { CI: 'true' })
    expect(await ended).toBe(2)
    expect(output()).toMatch(/not asking for the password of \S*store\.p12, because the variable CI is set/)
    expect(output()).toContain('no password was given')
    expect(output().replaceAll(/\s+/g, ' ')).toContain(
      'Give --storepass env:NAME, or set the variable TACOSMITH_STOREPASS',
    )
    expect(output()).not.toContain('Password of')
  })

  it('is not asked for where input or messages go elsewhere', async () => {
    // Neither is a terminal here.
    const { exitCode, stderr } = await place.run(build)
    expect(exitCode).toBe(2)
    expect(stderr).toContain('--storepass env:NAME')
  })

  it('is asked for twice where it is new, and once where the keystore is used', async () => {
    const request = start(['cert', 'request', '--subject', 'CN=Acme', '--keystore', 'new.p12'])
    await request.until(/New password for new\.p12/)
    request.press(`${PASSWORD}${enter}`)
    await request.until(/The same password again/)
    request.press(`${PASSWORD}${enter}`)
    expect(await request.ended).toBe(0)
    expect(await place.files()).toEqual(expect.arrayContaining(['new.csr', 'new.p12']))

    const twice = start(['cert', 'request', '--subject', 'CN=Acme', '--keystore', 'other.p12'])
    await twice.until(/New password/)
    twice.press(`${PASSWORD}${enter}`)
    await twice.until(/again/)
    twice.press(`something else${enter}`)
    expect(await twice.ended).toBe(2)
    expect(twice.output()).toContain('the two passwords differ')
    expect(await place.files()).not.toContain('other.p12')

    const exported = start(['cert', 'export', '--keystore', 'store.p12', '--json'])
    await exported.until(/Password of/)
    exported.press(`${PASSWORD}${enter}`)
    expect(await exported.ended).toBe(0)
    expect(exported.output()).toContain('"pem": "-----BEGIN CERTIFICATE-----')
  })

  it('may be one that a signer needs, which brings a core of its own', async () => {
    await place.write({
      'tacosmith.config.mjs': `import { askSecret, TacosmithError } from ${JSON.stringify(core)}
const certificates = async () => {
  const pin = await askSecret('PIN of the token')
  throw new TacosmithError('keystore', pin === '123456' ? 'the PIN came' : 'no PIN came')
}
export default { sign: { signer: { certificates, sign: certificates } } }
`,
    })
    const { until, press, ended, output } = start(['build'])
    await until(/PIN of the token/)
    press(`123456${enter}`)
    expect(await ended).toBe(2)
    expect(output()).toContain('the PIN came')
  })
})

it.runIf(canRun && requireOracle('keytool') !== undefined)('a truststore is asked for too', async () => {
  const { runOracle } = await import('@tacosmith/test-kit')
  await place.run(['build', '--sign', 'development'])
  const root = await place.run(['cert', 'export', '--development', '-o', 'root.pem'])
  expect(root.exitCode).toBe(0)
  const { exit } = await runOracle(requireOracle('keytool') ?? '', [
    ...['-importcert', '-noprompt', '-alias', 'r', '-file', join(place.folder, 'root.pem')],
    ...['-keystore', join(place.folder, 'trust.p12'), '-storepass', PASSWORD],
  ])
  expect(exit).toBe(0)
  const [taco = ''] = (await place.files()).filter((name) => name.endsWith('.taco'))
  const { until, press, ended } = start(['verify', taco, '--truststore', 'trust.p12'])
  await until(/Password of the truststore/)
  press(`${PASSWORD}${enter}`)
  expect([0, 1]).toContain(await ended)
})
