import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  CertificateAuthority,
  requireOracle,
  runOracle,
  startTimestampServer,
  type TimestampServer,
} from '@tacosmith/test-kit'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type CommandBlock, commandBlocks, documentedPages } from '../testing/code-blocks.ts'
import { DocumentationReader } from '../testing/documentation-reader.ts'
import { answerRequest, documentedProject } from '../testing/documented-project.ts'
import type { Workplace } from '../testing/run-cli.ts'
import { signerConfig } from '../testing/signer-config.ts'

const root = fileURLToPath(new URL('../../../..', import.meta.url))
const pages = await documentedPages(root)
const blocks = (await Promise.all(pages.map((page) => commandBlocks(root, page)))).flat()
const openssl = requireOracle('openssl')

/** Blocks that nobody runs, by page and first command, each with the reason. */
const exceptions: Record<string, string> = {
  'README.md: npx tacosmith validate connector': 'shows what is printed: readme-output.test.ts',
  'CONTRIBUTING.md: npm ci && npm test': 'what .ci/run runs, and tools that take minutes on demand',
  'CONTRIBUTING.md: npm run docs':
    'what the contributor runs after writing a rule; .ci/run runs the tests behind it',
  'CONTRIBUTING.md: npm install && npm run docs': 'the same, for a new package',
  'CONTRIBUTING.md: npx nx run-many -t build': 'the same, while an adapter is being written',
  'docs/performance.md: npm ': 'times tools for minutes, on demand; needs a machine that does nothing else',
  'docs/editors.md: xmllint': 'needs libxml2-utils; core tests its schemas with the same library',
  'packages/github-action/README.md: base64 < release.p12': 'needs a repository on GitHub',
  'packages/preview/README.md: npx @tacosmith/cli preview':
    'goes on until somebody ends it; preview.test.ts and test-command.test.ts run both commands',
  'packages/vite-plugin/README.md: npx vite':
    'goes on until somebody ends it; vite-dialog.test.ts starts the server',
  'packages/signer-aws-kms/README.md: aws kms create-key': 'needs an account at AWS',
  'packages/signer-azure/README.md: az keyvault certificate create': 'needs a vault in Azure',
  'packages/signer-google-kms/README.md: gcloud kms keys create': 'needs a project in Google Cloud',
  'packages/signer-pkcs11/README.md: apt-get install softhsm2':
    'installs programs of the system; the tests of that package make a token with them',
  'packages/signer-vault/README.md: vault secrets enable': 'needs a server with Vault',
  'packages/signer-vault/README.md: vault write transit': 'needs a server with Vault',
}

/** What `npm run verify-packages` types, with the packed packages. */
const typedElsewhere = await quickStartCommands()

async function quickStartCommands(): Promise<Set<string>> {
  const address = new URL('../../../../tools/verify-packages/quick-starts.mjs', import.meta.url)
  const { allTrials, installLines } = (await import(address.href)) as {
    allTrials(areFew: boolean): Promise<{ steps: { command?: string }[] }[]>
    installLines(): Promise<string[]>
  }
  const trials = await allTrials(false)
  return new Set([
    ...trials.flatMap(({ steps }) => steps.flatMap(({ command = [] }) => command)),
    ...(await installLines()),
  ])
}

/** What this file types, or another test of this package. */
const certificateOfSigner = ['npx tacosmith cert request', 'npx tacosmith cert import ANSWER']
const typedHere = [
  ...certificateOfSigner,
  'npx tacosmith cert export --chain',
  'npx tacosmith verify dist/*.taco',
  'openssl storeutl',
  'tacosmith validate ./download/connector --untrusted',
  'npx tacosmith build "packages/*"',
]

function runnerOf({ page, commands }: CommandBlock): string | undefined {
  if (page === 'docs/cli.md') return 'cli-page-examples.test.ts'
  if (commands.every((command) => typedElsewhere.has(command))) return 'verify-packages'
  const isOfSite = page.startsWith('docs/') && commands.every((command) => /^npx tacosmith /.test(command))
  if (isOfSite || commands.every((command) => typedHere.some((start) => command.startsWith(start))))
    return 'this file'
  if (commands.flatMap((command) => command.split(' && ')).every((command) => ciScript.includes(command)))
    return '.ci/run'
  return undefined
}

const ciScript = await readFile(join(root, '.ci/run'), 'utf8')

const exceptionOf = ({ page, commands: [first = ''] }: CommandBlock): string | undefined =>
  Object.keys(exceptions).find((key) => `${page}: ${first}`.startsWith(key))

describe('a code block that starts with a command', () => {
  it('is run by a test, or is an exception with a reason', () => {
    const untried = blocks.filter(
      (block) => runnerOf(block) === undefined && exceptionOf(block) === undefined,
    )
    expect(untried.map(({ page, line, commands }) => `${page}:${line} ${commands.join('; ')}`)).toEqual([])
  })

  it('is no exception any more once it is gone or run', () => {
    const needed = new Set(blocks.filter((block) => runnerOf(block) === undefined).map(exceptionOf))
    expect(Object.keys(exceptions).filter((key) => !needed.has(key))).toEqual([])
  })

  it('is found on all pages that have one', () => {
    expect(blocks.length).toBeGreaterThan(60)
    expect(new Set(blocks.map(({ page }) => page))).toContain('packages/signer-vault/README.md')
  })
})

const own = blocks.filter((block) => runnerOf(block) === 'this file')

describe.runIf(openssl !== undefined && process.platform !== 'win32')('the commands of', () => {
  let authority: CertificateAuthority
  let project: Workplace
  let tsa: TimestampServer
  let reader: DocumentationReader
  beforeAll(async () => {
    authority = await CertificateAuthority.create()
    tsa = await startTimestampServer(authority)
    project = await documentedProject(authority, openssl ?? '')
  })
  beforeEach(async () => {
    reader = await DocumentationReader.start(project, tsa)
  })
  afterEach(async () => await reader.end())
  afterAll(async () => {
    await tsa?.close()
    await project?.dispose()
  })

  it.each(own.map((block) => [`${block.page}:${block.line}`, block] as const))('%s', async (_, block) => {
    const { place } = reader
    if (block.commands.some((command) => command.includes(' cert '))) await giveSigner(place)
    for (const command of block.commands) {
      if (command.includes('cert import'))
        await answerRequest(place, authority, openssl ?? '', 'request.csr', 'ANSWER')
      if (command.startsWith('npx tacosmith cert export')) await useCertificate(place)
      if (command.startsWith('npx tacosmith logs')) await reader.startLog()
      if (command.startsWith('openssl ')) {
        const { exit, output } = await runOracle('/bin/sh', ['-c', `cd '${place.folder}' && ${command}`])
        expect(exit, output).toBe(0)
        expect(output).toContain('Subject:')
        continue
      }
      const line = command.replace('dist/*.taco', 'dist/my_jdbc-v1.0.0.taco')
      const { exitCode, stdout, stderr } = await reader.run(line)
      expect(exitCode, `${command}\n${stdout}${stderr}`).toBe(0)
    }
  })

  async function giveSigner(place: Workplace): Promise<void> {
    const { keyPem } = await authority.issue({ key: 'p-256' })
    await place.write({ 'key.pem': keyPem, 'tacosmith.config.mjs': signerConfig })
  }

  /** Once there is a certificate the signer gives it. */
  async function useCertificate(place: Workplace): Promise<void> {
    if ((await place.files()).includes('certificates.pem')) return
    await reader.run('tacosmith cert request --subject "CN=Acme GmbH"')
    await answerRequest(place, authority, openssl ?? '', 'request.csr', 'ANSWER')
    expect((await reader.run('tacosmith cert import ANSWER')).exitCode).toBe(0)
  }
})
