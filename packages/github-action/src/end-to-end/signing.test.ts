import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { jarsignerVerify, javaHomeTrusting, startTimestampServer } from '@tacosmith/test-kit'
import JSZip from 'jszip'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import {
  makeToken,
  PIN,
  softHsmModule,
  storeKey,
  useTokenStore,
} from '../../../signer-pkcs11/src/testing/soft-token.ts'
import { TOKEN } from '../testing/github-server.ts'
import { useVendorKey, vendor } from '../testing/made-vendor-key.ts'
import { place, release, server, useReleaseCheckout } from '../testing/release-checkout.ts'
import { hasJdk, hasOpenssl, jarsignerSays, PASSWORD } from '../testing/signing.ts'

const hsmModule = softHsmModule()

useReleaseCheckout()
useVendorKey()

const key = (): Record<string, string> => ({
  'keystore-base64': vendor.keystore.toString('base64'),
  'store-password': PASSWORD,
})

/** What jarsigner says of the file that ended on the release. */
async function jarsignerOnRelease(): Promise<{ exit: number; output: string }> {
  const bytes = server.releases[0]?.assets.find(({ name }) => name.endsWith('.taco'))?.bytes
  return await jarsignerSays(bytes ?? Buffer.alloc(0), vendor.authority)
}

describe.runIf(hasOpenssl && hasJdk)('a keystore from a secret', () => {
  it('signs the file on the release, and is gone afterwards', async () => {
    const run = await release({ ...key(), sign: 'required' })
    expect(run.errors).toEqual([])
    expect(run.outputs).toMatchObject({ signed: 'true', signer: 'CN=Vendor' })
    expect(run.outputs['valid-until']).toMatch(/^20\d\d-\d\d-\d\d/)
    for (const text of ['CN=Vendor', 'CN=Test Intermediate', 'Good until'])
      expect(run.summary).toContain(text)
    const { exit, output } = await jarsignerOnRelease()
    expect(output).toContain('jar verified')
    expect(exit).toBe(0)
    expect(await readdir(place.temporary)).toEqual([expect.stringMatching(/^tacosmith-report/)])
  })

  it('is masked before anything else is said, whatever happens then', async () => {
    const inputs = { ...key(), 'github-token': TOKEN, connector: 'nowhere' }
    const { exitCode, stdout } = await place.run(inputs)
    expect(exitCode).toBe(1)
    const lines = stdout.split('\n')
    expect(lines.slice(0, 3).every((line) => line.startsWith('::add-mask::'))).toBe(true)
    expect(lines.findIndex((line) => line.startsWith('::error::'))).toBeGreaterThanOrEqual(3)
  })

  it('may come in lines, with a password that ends in a line end', async () => {
    const wrapped = vendor.keystore.toString('base64').replaceAll(/.{76}/g, '$&\n')
    const { outputs } = await place.run({ 'keystore-base64': wrapped, 'store-password': `${PASSWORD}\n` })
    expect(outputs.signed).toBe('true')
  })

  it('lies in a file of this user alone while the build runs, and is not in its environment', async () => {
    const look = `import { readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const temporary = process.env.RUNNER_TEMP
const modes = readdirSync(temporary, { recursive: true }).map((name) => (statSync(join(temporary, name)).mode & 0o777).toString(8))
const names = Object.keys(process.env).filter((name) => /PASSWORD|KEYSTORE-BASE64|GITHUB-TOKEN/.test(name))
writeFileSync('seen.json', JSON.stringify({ modes, names }))`
    await place.write({ 'look.mjs': look })
    await release({ ...key(), 'build-command': 'node look.mjs', taco: 'none.taco' })
    const seen = JSON.parse(await readFile(join(place.folder, 'seen.json'), 'utf8'))
    expect(seen.names).toEqual([])
    if (process.platform !== 'win32') expect(seen.modes.sort()).toEqual(['600', '700'])
  })

  it.skipIf(process.platform === 'win32')('is removed also where the run is cancelled', async () => {
    const cancel = 'process.kill(process.ppid, "SIGTERM"); setTimeout(() => {}, 1000)'
    await place.write({ 'cancel.mjs': `${cancel}\n` })
    const inputs = { ...key(), 'build-command': 'node cancel.mjs', taco: 'x.taco' }
    const run = await release(inputs, { isApart: true })
    expect(run.exitCode).toBe(143)
    expect(await readdir(place.temporary)).toEqual([])
  })

  it('cannot go into a file that is signed already and gets another version, without the key', async () => {
    await place.run(key())
    const run = await place.run(
      { taco: 'dist/*.taco', 'version-from-tag': 'stamp', 'github-token': TOKEN },
      { tag: 'v9.0.0', server },
    )
    expect(run.errors[0]).toMatch(/is signed, and stamping its version would break the signature/)
  })

  it('does not help a file that was changed after it was signed', async () => {
    const built = await place.run(key())
    const zip = await JSZip.loadAsync(await readFile(built.outputs['taco-path'] ?? ''))
    zip.file('connectionBuilder.js', `${await zip.file('connectionBuilder.js')?.async('string')}\n`)
    await place.write({ 'changed.taco': await zip.generateAsync({ type: 'uint8array' }) })
    const run = await place.run({ taco: 'changed.taco', 'github-token': TOKEN }, { tag: 'v1.0.0', server })
    expect(run.exitCode).toBe(1)
    expect(run.stdout).toMatch(/^::error .*title=taco-/m)
    expect(run.summary).toContain('tampered')
    expect(server.requests).toEqual([])
  })

  it('with the wrong password signs nothing', async () => {
    const run = await release({ ...key(), 'store-password': 'another-password' })
    expect(run.errors.join('\n')).toContain('the password for the keystore in keystore-base64 is wrong')
    expect(run.errors.join('\n')).toContain('Check the input store-password and the secret it comes from')
    expect([run.exitCode, run.errors[0]]).toEqual([1, expect.stringMatching(/password/i)])
    expect(server.requests).toEqual([])
    expect(await readdir(place.temporary)).toEqual([])
  })

  it('signs a .taco that was built before, without packing it again', async () => {
    const built = await place.run({})
    const unsigned = await stat(built.outputs['taco-path'] ?? '')
    const run = await release({ ...key(), taco: 'dist/*.taco' })
    expect(run.errors).toEqual([])
    expect((await stat(run.outputs['taco-path'] ?? '')).size).toBeGreaterThan(unsigned.size)
    expect((await jarsignerOnRelease()).exit).toBe(0)
    // Signed is signed: the next run needs no key.
    const again = await place.run({ taco: 'dist/*.taco', sign: 'required' })
    expect(again.outputs).toMatchObject({ signed: 'true', signer: 'CN=Vendor', sha256: run.outputs.sha256 })
  })

  it('signs with a timestamp', async () => {
    const tsa = await startTimestampServer(vendor.authority)
    try {
      const run = await release({ ...key(), 'timestamp-url': `http://127.0.0.1:9/none,\n ${tsa.url}` })
      expect(run.errors).toEqual([])
      expect(run.summary).toContain('Test Timestamp Authority')
      expect((await jarsignerOnRelease()).exit).toBe(0)
    } finally {
      await tsa.close()
    }
  })
})

describe('without a signature', () => {
  it('nothing is released, unless that is asked for', async () => {
    const { exitCode, errors, outputs } = await release({})
    expect([exitCode, errors[0]]).toEqual([
      1,
      expect.stringMatching(/is not signed, and it is to be released as v1\.0\.0[\s\S]*secret/),
    ])
    expect(outputs['release-url']).toBeUndefined()
    expect(server.requests).toEqual([])
    expect((await release({ sign: 'false' })).exitCode).toBe(0)
  })

  it('an empty secret is no key', async () => {
    const { errors } = await release({ 'keystore-base64': '', 'store-password': '' })
    expect(errors[0]).toMatch(/is not signed/)
    expect((await place.run({ sign: 'required', 'keystore-base64': '' })).errors[0]).toMatch(
      /there is no key/,
    )
  })

  it('a .taco that must be signed by the configuration is refused', async () => {
    await place.run({})
    await place.write({ 'tacosmith.config.mjs': `export default { sign: 'required' }` })
    expect((await place.run({})).errors[0]).toMatch(/sign is required in the configuration/)
    expect((await place.run({ taco: 'dist/*.taco' })).errors[0]).toMatch(
      /is not signed, and sign is required/,
    )
  })

  it('a .taco that is meant for the gallery is refused, built here or before', async () => {
    await place.run({})
    expect((await place.run({ taco: 'dist/*.taco' })).exitCode).toBe(0)
    for (const inputs of [{ taco: 'dist/*.taco' }, {}]) {
      const run = await place.run({ ...inputs, profile: 'gallery' })
      expect(run.exitCode).toBe(1)
      expect(run.stdout.match(/^error\[taco-unsigned\]/gm)).toHaveLength(1)
    }
  })

  it('a .taco that must be signed is refused', async () => {
    await place.run({})
    expect((await place.run({ taco: 'dist/*.taco', sign: 'required' })).errors[0]).toMatch(
      /is not signed, and sign is required/,
    )
  })
})

describe('a development certificate', () => {
  it('signs on a branch, and on a tag only where the input says so', async () => {
    const { outputs, stdout } = await place.run({ sign: 'development' })
    expect(outputs).toMatchObject({ signed: 'true', signer: expect.stringContaining('development') })
    expect(stdout).toContain('taco-development-certificate')
    await place.write({ 'tacosmith.config.mjs': 'export default { sign: "development" }' })
    expect((await release({})).errors[0]).toMatch(/development certificate, which Tableau does not trust/)
    expect(server.requests).toEqual([])
    expect((await release({ sign: 'development' })).exitCode).toBe(0)
  })

  it.runIf(hasJdk)('makes a file that a JDK with its root verifies', async () => {
    const { outputs } = await place.run({ sign: 'development' })
    const root = await readFile(join(place.folder, '../home/tacosmith', await rootName()), 'utf8')
    const javaHome = await javaHomeTrusting(join(place.folder, '../java'), [root])
    expect((await jarsignerVerify(outputs['taco-path'] ?? '', javaHome)).exit).toBe(0)
  })
})

async function rootName(): Promise<string> {
  const names = await readdir(join(place.folder, '../home/tacosmith'), { recursive: true })
  return names.find((name) => /root.*\.pem$/.test(name)) ?? ''
}

describe.runIf(hsmModule !== undefined && hasJdk && hasOpenssl)('a key on a token (SoftHSM)', () => {
  it('signs through the configuration file', async () => {
    const { issued, authority } = vendor
    const store = join(place.folder, '..', 'token')
    vi.stubEnv('SOFTHSM2_CONF', join(store, 'softhsm2.conf'))
    onTestFinished(() => void vi.unstubAllEnvs())
    await useTokenStore(store)
    makeToken('release')
    const stored = { label: 'vendor', id: 'a1', keyPem: issued.keyPem, certificate: issued.certificate }
    await storeKey(store, hsmModule ?? '', 'release', stored)
    await place.installPackages()
    await place.write({
      'issuers.pem': authority.intermediate.certificatePem,
      'tacosmith.config.mjs': `import { pkcs11Signer } from '@tacosmith/signer-pkcs11'
const signer = pkcs11Signer({ module: ${JSON.stringify(hsmModule)}, tokenLabel: 'release', pin: { env: 'TOKEN_PIN' }, certificates: 'issuers.pem' })
export default { sign: { signer } }`,
    })
    const environment = { TOKEN_PIN: PIN, SOFTHSM2_CONF: join(store, 'softhsm2.conf') }
    const run = await place.run(
      { 'github-token': TOKEN, sign: 'required' },
      // A PKCS#11 module keeps its state in the process.
      { tag: 'v1.0.0', server, environment, isApart: true },
    )
    expect(run.errors).toEqual([])
    expect(run.stdout + run.stderr).not.toContain(PIN)
    expect(run.outputs.signer).toBe('CN=Vendor')
    expect((await jarsignerOnRelease()).exit).toBe(0)
  })
})
