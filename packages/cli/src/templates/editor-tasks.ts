import type { PackageManager } from '../project/package-manager.ts'

/** The first line of a finding in the form `pretty`. */
const findingLine = {
  regexp: '^(error|warning|info)\\[([^\\]]+)\\]: (.*)$',
  severity: 1,
  code: 2,
  message: 3,
}

/** What the matchers have in common. */
const matcher = {
  owner: 'tacosmith',
  source: 'tacosmith',
  fileLocation: ['relative', `\${workspaceFolder}`],
}

/** Findings at a place in a file, and those about a whole file. */
const findings = [
  {
    ...matcher,
    pattern: [findingLine, { regexp: '^ *--> (.+?):(\\d+)(?::(\\d+))?$', file: 1, line: 2, column: 3 }],
  },
  {
    ...matcher,
    pattern: [
      { ...findingLine, kind: 'file' },
      { regexp: '^ *--> (.+)(?<!:\\d+)$', file: 1 },
    ],
  },
]

/** A dumb terminal gets findings without colours and each on a line of its own, however narrow the panel is. */
const options = { env: { TERM: 'dumb' } }

/**
 * `.vscode/tasks.json`: what there is to run, and how findings get to the panel *Problems*.
 *
 * @param commands - What builds and tests the project. Default: the scripts of its package.json.
 */
export function editorTasks(
  { run, exec }: PackageManager,
  commands: { build: string; test: string } = { build: run('build'), test: run('test') },
): string {
  const tasks = [
    { label: 'tacosmith: validate', command: exec('tacosmith validate'), problemMatcher: findings },
    {
      label: 'tacosmith: build',
      command: commands.build,
      group: { kind: 'build', isDefault: true },
      problemMatcher: findings,
    },
    {
      label: 'tacosmith: preview',
      command: exec('tacosmith preview'),
      isBackground: true,
      problemMatcher: [],
    },
    {
      label: 'tacosmith: test',
      command: commands.test,
      group: { kind: 'test', isDefault: true },
      problemMatcher: [],
    },
  ]
  const described = tasks.map(({ label, command, ...others }) => ({
    label,
    type: 'shell',
    command,
    ...(others.problemMatcher.length > 0 ? { options } : {}),
    ...others,
  }))
  return `${JSON.stringify({ version: '2.0.0', tasks: described }, null, 2)}\n`
}
