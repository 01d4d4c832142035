import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { buildTaco, checkConnector, type Diagnostic } from '@tacosmith/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkScriptSources } from '../project/check-script-sources.ts'
import { packageManagers } from '../project/package-manager.ts'
import { linkPackages, runProgram } from '../testing/npm-project.ts'
import { triedProjects } from '../testing/tried-projects.ts'
import {
  type AuthenticationMode,
  authenticationModes,
  bases,
  bundlers,
  languageCodes,
  languages,
  type ProjectChoices,
} from './project-choices.ts'
import { completeChoices } from './project-defaults.ts'
import { projectFiles } from './project-files.ts'

/** Every choice of modes that is not empty. */
function allAuthentications(): AuthenticationMode[][] {
  const numbers = Array.from({ length: 2 ** authenticationModes.length - 1 }, (_, index) => index + 1)
  return numbers.map((bits) => authenticationModes.filter((_, index) => bits & (1 << index)))
}

/** Every kind of connector; the bundlers, which do not change its files, take turns. */
function allChoices(): ProjectChoices[] {
  return bases.flatMap((base) =>
    languages.flatMap((language) =>
      triedProjects(allAuthentications()).flatMap((authentication, index) =>
        [[], languageCodes].map((codes) =>
          completeChoices(
            {
              base,
              language,
              authentication,
              languages: codes,
              bundler: bundlers[index % bundlers.length] ?? 'none',
            },
            'brook',
          ),
        ),
      ),
    ),
  )
}

let root: string
beforeAll(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'projects-')))
  await linkPackages(root)
})
afterAll(() => rm(root, { recursive: true, force: true }))

async function write(project: string, choices: ProjectChoices): Promise<void> {
  for (const [name, text] of Object.entries(projectFiles(choices, packageManagers.npm))) {
    await mkdir(dirname(join(project, name)), { recursive: true })
    await writeFile(join(project, name), text)
  }
}

/** That values are still those of the template is what an author should hear. */
function isUnexpected({ rule }: Diagnostic): boolean {
  return rule !== 'mf-template-values'
}

describe('the files of a new project', () => {
  const all = allChoices().map((choices, index) => {
    const kind = choices.languages.length > 0 ? 'localised' : 'english'
    return { choices, project: `${kind}-${index}` }
  })

  it('have no findings and can be built, whatever was chosen', async () => {
    for (const { choices, project } of all) {
      const cwd = join(root, project)
      await write(cwd, choices)
      const options = { connector: 'connector' }
      const { report } = await checkConnector(options, { cwd })
      const { scripts } = await checkScriptSources(options, cwd, 'build')
      const built = await buildTaco({ ...options, outDir: 'dist' }, { cwd, ...scripts })
      expect({
        choices,
        findings: [...report.diagnostics, ...built.report.diagnostics].filter(isUnexpected),
        ok: built.ok,
      }).toEqual({
        choices,
        findings: [],
        ok: true,
      })
    }
  }, 120_000)

  it('pass their own test, whatever was chosen', async () => {
    // The language of the dialog is nothing to a script.
    const words = ['run', '--root', '.', '--no-isolate', 'english-']
    const { exitCode, stdout, stderr } = await runProgram(root, 'vitest', words, `${root}-home`)
    expect(exitCode, stdout + stderr).toBe(0)
    expect(stdout).toMatch(new RegExp(`Test Files +${all.length / 2} passed`))
  }, 300_000)
})
