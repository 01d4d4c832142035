import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  CertificateAuthority,
  requireOracle,
  startTimestampServer,
  type TimestampServer,
} from '@tacosmith/test-kit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { sitePages } from '../testing/code-blocks.ts'
import { DocumentationReader } from '../testing/documentation-reader.ts'
import { documentedProject, storePassword } from '../testing/documented-project.ts'
import type { Workplace } from '../testing/run-cli.ts'
import { typeErrors } from '../testing/type-errors.ts'

const root = fileURLToPath(new URL('../../../..', import.meta.url))

/** A code block of a page. */
interface Sample {
  page: string
  language: string
  /** The file that its first line names, if it does. */
  file: string | undefined
  text: string
}

/** Generated pages show parts of files, which the tests of what they are made of cover. */
const handWritten = (await sitePages(root)).filter((page) => !/\/(?:cli|rules)\.md$/.test(page))
const samples = (await Promise.all(handWritten.map(samplesOf))).flat()

async function samplesOf(page: string): Promise<Sample[]> {
  const text = await readFile(join(root, page), 'utf8')
  return [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language = '', block = '']) => {
    const [, file] = /^(?:\/\/|#) (\S+\.\w+)\n/.exec(block) ?? []
    return { page, language, file, text: block }
  })
}

const inLanguage = (...names: string[]): [string, Sample][] =>
  samples
    .filter(({ language }) => names.includes(language))
    .map((sample, index) => [`${sample.page}, ${sample.file ?? index}`, sample])

describe('a sample of the site', () => {
  it.each(inLanguage('json'))('is JSON: %s', (_, { text }) => {
    const value: unknown = JSON.parse(text.replace(/^\/\/ .*\n/, ''))
    expect(value).toBeTypeOf('object')
  })

  it.each(inLanguage('yaml'))('is YAML: %s', (_, { text }) => {
    expect(parse(text)).toBeTypeOf('object')
  })

  // Those of docs/start are run as they stand by `npm run verify-packages`.
  it('fits the types', { timeout: 120_000 }, () => {
    const files = inLanguage('ts', 'js')
      .filter(([, { page }]) => !page.startsWith('docs/start/'))
      .map(([, { page, file, text }]) => ({
        path: join(root, page.replace(/\.md$/, ''), file ?? 'sample.ts'),
        text,
      }))
    expect(files.length).toBeGreaterThanOrEqual(5)
    const wrong = {
      path: join(root, 'docs/wrong.ts'),
      text: "import { defineConfig } from '@tacosmith/core'\ndefineConfig({ sing: true })",
    }
    expect(typeErrors(root, [...files, wrong])).toEqual([expect.stringMatching(/wrong\.ts.*'sing'/s)])
  })
})

/** The commands in a pipeline, by its page; the variables are those that the page tells to set. */
const pipelines = new Map<string, string[]>()
for (const { page, text } of samples.filter(({ page }) => page.startsWith('docs/ci/'))) {
  const commands = [...text.matchAll(/npx (tacosmith [^'\n]+)/g)].map(([, command = '']) => command)
  if (commands.length > 0) pipelines.set(page, [...(pipelines.get(page) ?? []), ...commands])
}

const openssl = requireOracle('openssl')

describe.runIf(openssl !== undefined && process.platform !== 'win32')(
  'the commands of the pipeline on',
  () => {
    let project: Workplace
    let tsa: TimestampServer
    beforeAll(async () => {
      const authority = await CertificateAuthority.create()
      tsa = await startTimestampServer(authority)
      project = await documentedProject(authority, openssl ?? '')
    })
    afterAll(async () => {
      await tsa?.close()
      await project?.dispose()
    })

    it.each([...pipelines])('%s', async (_, commands) => {
      const reader = await DocumentationReader.start(project, tsa)
      const variables = { TACOSMITH_KEYSTORE: 'release.p12', TACOSMITH_STOREPASS: storePassword }
      try {
        for (const command of commands) {
          const { exitCode, stdout, stderr } = await reader.run(command, variables)
          expect(exitCode, `${command}\n${stdout}${stderr}`).toBe(0)
          if (command.includes(' build ')) expect(stdout).toMatch(/signed by +CN=Acme GmbH/)
        }
      } finally {
        await reader.end()
      }
    })

    it('all pages on CI', () => {
      expect(pipelines.size).toBe(4)
    })
  },
)
