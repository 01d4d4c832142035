import { readFile } from 'node:fs/promises'
import { minimalConnector, replaceIn } from '@tacosmith/test-kit'
import JSZip from 'jszip'
import { describe, expect, it } from 'vitest'
import { useVendorKey, vendor } from '../testing/made-vendor-key.ts'
import { place, release, server, useReleaseCheckout } from '../testing/release-checkout.ts'
import { hasOpenssl, PASSWORD } from '../testing/signing.ts'

useReleaseCheckout()
useVendorKey()

// Beside what is asked here, each run of each test is looked through by refuse-oddities.ts.

const manifest = (): string => minimalConnector()['manifest.xml'] ?? ''

it('all that is wrong with the inputs is told at once, in the summary too', async () => {
  const { exitCode, errors, summary } = await release({
    ...{ sign: 'maybe', overwrite: 'yes', prerelease: 'rc', 'make-latest': 'newest', 'generate-notes': '1' },
    ...{ 'file-name': '../x', 'timestamp-url': 'http://a timestamp.example.com' },
    ...{ keystore: 'a.p12', 'keystore-base64': 'QUJDREVGR0g=', body: 'x'.repeat(125_001) },
  })
  expect([exitCode, errors]).toEqual([
    1,
    [
      `9 things are wrong with the inputs:
  the input sign is 'maybe'. Allowed: auto, true, false, required, development.
  the input generate-notes is '1'. Allowed: true, false.
  the input prerelease is 'rc'. Allowed: auto, true, false.
  the input make-latest is 'newest'. Allowed: true, false, legacy.
  the input overwrite is 'yes'. Allowed: true, false.
  keystore and keystore-base64 are both given. Give only one of them.
  timestamp-url is 'timestamp.example.com', but should be an http or https address. Give one or more addresses, separated by spaces, commas or line breaks.
  body has 125001 characters. GitHub takes up to 125000; put longer texts into a file, and name it in files.
  file-name: "../x" should be a plain name without folders. The folder is out-dir.`,
    ],
  ])
  expect(summary).toContain('9 things are wrong with the inputs')
  expect((await release({ summary: 'false', sign: 'maybe' })).summary).toBe('')
})

describe('a failure', () => {
  it.each<[string, Record<string, string>, string]>([
    [
      'a program that does not exist',
      { 'build-command': 'no-such-program x' },
      'build-command cannot be started: no-such-program x\nUnable to locate executable file: no-such-program. It runs without a shell: no &&, no variables.',
    ],
    [
      'a configuration that does not exist',
      { config: 'x/tacosmith.config.mjs' },
      "config is 'x/tacosmith.config.mjs', which does not exist\nGive the path of a tacosmith.config.ts, .mts, .js or .mjs, from the root of the checkout.",
    ],
    [
      'a pattern of many files',
      { taco: 'connector' },
      'taco: connector should match one .taco file, but matches 6 files: connector/connection-fields.xml, connector/connection-resolver.tdr, connector/connectionBuilder.js, connector/connectionProperties.js, connector/dialect.tdd and 1 more\nUse a pattern that matches only one of them, or empty the folder before the build.',
    ],
    [
      'nothing that the build made',
      { 'build-command': 'node -e 1' },
      'out-dir: dist/*.taco should match one .taco file, but matches no file\nCheck what was built before, and where; paths are relative to the root of the checkout.',
    ],
    [
      'an earlier file that does not exist',
      { 'previous-taco': 'old.taco', sign: 'false' },
      'previous-taco: old.taco should match one .taco file, but matches no file\nCheck what was built before, and where; paths are relative to the root of the checkout.',
    ],
    [
      'a wrong token',
      { 'github-token': 'ghs_wrong_token_000000', sign: 'false' },
      'opening the release v1.0.0 failed: GitHub responded with 401: Bad credentials\nThe token in github-token is wrong or has expired.',
    ],
  ])('of %s is told by its input', async (_, inputs, message) => {
    const { exitCode, errors, summary } = await release(inputs)
    expect([exitCode, errors]).toEqual([1, [message]])
    expect(summary).toMatch(/^<h2>❌ /)
  })

  it('of the folder is told by the input connector', async () => {
    const { errors } = await place.run({ connector: 'connectr' })
    expect(errors[0]).toMatch(
      /^.*connectr does not exist\nDid you mean .*connector\? Set the input connector to /,
    )
    const found = await place.run({ connector: 'connectr', untrusted: 'true' })
    expect(found.errors[0]).toContain('Set the input connector to ')
  })

  it('to write the findings is told by the input sarif-file, beside what was built', async () => {
    const { exitCode, errors, summary, outputs } = await place.run({ 'sarif-file': 'connector' })
    expect([exitCode, errors[0]]).toEqual([
      1,
      expect.stringMatching(/^sarif-file: cannot write .*connector: a folder/),
    ])
    expect(summary).toMatch(/^<h2>❌ brook_jdbc 1\.0\.0<\/h2>/)
    expect(outputs['taco-name']).toBe('brook_jdbc-v1.0.0.taco')
  })

  it('of the connector counts what there is, and finds it once', async () => {
    const broken = replaceIn(manifest(), 'superclass=', 'superklass=')
    await place.write({ 'connector/manifest.xml': broken })
    const { stdout, errors } = await place.run({})
    expect(errors).toEqual(['The connector has 1 error; see the findings.'])
    expect(stdout.match(/the attribute `superklass`/g)).toHaveLength(2)
    expect(stdout).toMatch(
      /^error\[schema-invalid\]: [\s\S]*^::group::The same as annotations\n::error file=/m,
    )
    const doubtful = replaceIn(manifest(), 'value="no"', 'value="false"')
    await place.write({ 'connector/manifest.xml': doubtful })
    const strict = await place.run({ 'fail-on-warnings': 'true' })
    expect(strict.errors).toEqual([
      'The connector has 1 warning, and fail-on-warnings is true; see the findings.',
    ])
  })
})

describe('the signature', () => {
  it('that is missing is told once, and a warning where sign is false and a tag was pushed', async () => {
    const branch = await place.run({ sign: 'false' })
    expect(branch.stdout).toMatch(/^Not signed: Tableau loads it only with signature checks switched off$/m)
    expect(branch.stdout).not.toContain('::warning::')
    const { exitCode, stdout } = await release({ sign: 'false' })
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(
      /^::warning::sign is false, so brook_jdbc-v1\.0\.0\.taco for the tag v1\.0\.0 is not signed: Tableau loads it only/m,
    )
    expect(stdout).not.toContain('Not signed:')
  })

  it('may be missing where the tag is not released here', async () => {
    const { exitCode, stdout } = await release({ 'upload-to-release': 'false' })
    expect([exitCode, server.requests]).toEqual([0, []])
    expect(stdout).toContain('Not signed:')
  })

  it('of a development certificate is never called none, also where it is refused', async () => {
    await place.write({ 'tacosmith.config.mjs': 'export default { sign: "development" }' })
    const { exitCode, summary, outputs } = await release()
    expect(exitCode).toBe(1)
    expect(summary).toContain('<td>made with a development certificate, which Tableau does not trust</td>')
    expect(summary).not.toMatch(/none: Tableau|Good until/)
    expect(outputs).toMatchObject({ signed: 'true', signer: 'CN=tacosmith development certificate' })
    expect(outputs['valid-until']).toBeUndefined()
  })

  it.runIf(hasOpenssl)('is that of nobody where the file was changed after it', async () => {
    const key = { 'keystore-base64': vendor.keystore.toString('base64'), 'store-password': PASSWORD }
    const { stdout, outputs } = await place.run(key)
    expect(stdout).toMatch(
      /^Signed by CN=Vendor, certified by CN=Test Intermediate, without a timestamp; Tableau accepts it until 20/m,
    )
    const zip = await JSZip.loadAsync(await readFile(outputs['taco-path'] ?? ''))
    zip.file('connectionBuilder.js', `${await zip.file('connectionBuilder.js')?.async('string')}\n`)
    await place.write({ 'changed.taco': await zip.generateAsync({ type: 'uint8array' }) })
    const changed = await place.run({ taco: 'changed.taco' })
    expect(changed.errors).toEqual([
      expect.stringMatching(/^changed\.taco has \d errors; see the findings\.$/),
    ])
    expect(changed.outputs).toMatchObject({ signed: 'false' })
    expect(changed.outputs.signer).toBeUndefined()
    expect(changed.summary).toContain('tampered: it was changed after it was signed')
    expect(changed.summary).not.toMatch(/Signed by|Good until/)
  })

  it.runIf(hasOpenssl)(
    'for the gallery says once, and by its input, that a timestamp is missing',
    async () => {
      const key = { 'keystore-base64': vendor.keystore.toString('base64'), 'store-password': PASSWORD }
      const { stdout } = await place.run({ ...key, profile: 'gallery' })
      expect(stdout).toMatch(/taco-timestamp-required\][^\n]*\n {2}= help: Give the input timestamp-url/)
      expect(stdout).not.toContain('taco-no-timestamp')
    },
  )

  it.runIf(hasOpenssl)('with the wrong password names no file that nobody has', async () => {
    const key = {
      'keystore-base64': vendor.keystore.toString('base64'),
      'store-password': 'another-password',
    }
    expect((await place.run(key)).errors[0]).toMatch(
      /Check the input store-password and the secret it comes from\.$/,
    )
  })
})
