import { readFileSync } from 'node:fs'
import { stripVTControlCharacters } from 'node:util'
import { minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { packageManagers } from '../project/package-manager.ts'
import { hasTerminal, runOnTerminal } from '../testing/pseudo-terminal.ts'
import { type Workplace, workplace } from '../testing/run-cli.ts'
import { editorSettings } from './editor-settings.ts'
import { editorTasks } from './editor-tasks.ts'

interface Pattern {
  regexp: string
  kind?: 'file'
  file?: number
  line?: number
  column?: number
  severity?: number
  code?: number
  message?: number
}

interface Task {
  label: string
  command: string
  options?: { env: Record<string, string> }
  problemMatcher: { pattern: Pattern[]; fileLocation: string[] }[]
}

function tasksOf(name: keyof typeof packageManagers): Task[] {
  return (JSON.parse(editorTasks(packageManagers[name])) as { tasks: Task[] }).tasks
}

const [validate] = tasksOf('npm') as [Task]

type Problem = Partial<Record<'file' | 'line' | 'column' | 'severity' | 'code' | 'message', string>>

/** As the editor reads output: the patterns of a matcher must fit lines that follow each other. */
function problemsIn(output: string, { problemMatcher }: Task): Problem[] {
  const lines = stripVTControlCharacters(output).split(/\r?\n/)
  return lines.flatMap((_, start) =>
    problemMatcher.flatMap(({ pattern }) => {
      const problem = problemAt(lines.slice(start, start + pattern.length), pattern)
      return problem === undefined ? [] : [problem]
    }),
  )
}

function problemAt(lines: readonly string[], patterns: readonly Pattern[]): Problem | undefined {
  const problem: Problem = {}
  for (const [index, { regexp, kind: _, ...groups }] of patterns.entries()) {
    const match = new RegExp(regexp).exec(lines[index] ?? '')
    if (match === null) return undefined
    for (const [part, group] of Object.entries(groups))
      problem[part as keyof Problem] = match[group as number] as string
  }
  // A finding without a line is shown only where the first pattern is on whole files.
  return problem.line === undefined && patterns[0]?.kind !== 'file' ? undefined : problem
}

let place: Workplace
beforeAll(async () => {
  const files = minimalConnector()
  const broken = Object.entries(files).map(([name, text]) => [`connector/${name}`, text])
  place = await workplace({
    ...Object.fromEntries(broken),
    'connector/manifest.xml': replaceIn(files['manifest.xml'], 'https://', 'http://'),
    'connector/dialect.tdd': '<dialect name="a"\n  class="b" version="1"\n  bas="c"/>',
  })
})
afterAll(() => place.dispose())

describe('the tasks for the editor', () => {
  it('call what the project has', () => {
    expect(tasksOf('npm').map(({ label, command }) => `${label}: ${command}`)).toEqual([
      'tacosmith: validate: npx tacosmith validate',
      'tacosmith: build: npm run build',
      'tacosmith: preview: npx tacosmith preview',
      'tacosmith: test: npm test',
    ])
    expect(tasksOf('pnpm').map(({ command }) => command)).toContain('pnpm exec tacosmith validate')
  })

  it('are those of the page about editors', () => {
    const page = readFileSync(new URL('../../../../docs/editors.md', import.meta.url), 'utf8')
    const [, shown = ''] = /```json\n(\{\n {2}"version": "2\.0\.0",[\s\S]*?)```/.exec(page) ?? []
    expect((JSON.parse(shown) as { tasks: Task[] }).tasks).toEqual([validate])
    const [, settings = ''] = /```json\n(\{\n {2}"files\.associations"[\s\S]*?)```/.exec(page) ?? []
    expect(JSON.parse(settings)).toEqual(JSON.parse(editorSettings('connector')))
  })

  it('find every finding of `validate` in what it prints, with its place', async () => {
    const { stdout } = await place.run(['validate'])
    const json = await place.run(['validate', '--json'])
    const { diagnostics } = JSON.parse(json.stdout) as { diagnostics: Record<string, string | number>[] }
    expect(diagnostics.length).toBeGreaterThan(3)
    expect(problemsIn(stdout, validate)).toEqual(
      diagnostics
        .filter(({ file }) => file !== undefined)
        .map(({ file, line, column, severity, rule, message }) => ({
          file: `connector/${file}`,
          ...(line === undefined ? {} : { line: `${line}`, column: `${column}` }),
          severity,
          code: rule,
          message,
        })),
    )
  })

  it.runIf(hasTerminal)('find them in the narrow terminal of the editor too', async () => {
    const { stdout } = await place.run(['validate'])
    const { env: environment } = validate.options ?? { env: {} }
    const run = runOnTerminal(['validate'], { cwd: place.folder, columns: 40, environment })
    expect(await run.ended).toBe(1)
    expect(problemsIn(run.output(), validate)).toEqual(problemsIn(stdout, validate))
  })

  it('find those about a whole file', () => {
    const output = 'warning[some-rule]: it is large\n --> connector/a b.js\n'
    expect(problemsIn(output, validate)).toEqual([
      { severity: 'warning', code: 'some-rule', message: 'it is large', file: 'connector/a b.js' },
    ])
  })
})
