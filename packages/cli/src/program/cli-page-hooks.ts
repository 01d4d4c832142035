/** The part of docs/cli.md on `validate` in commit hooks and CI. */
export const hooksSection: readonly string[] = [
  '### What a path is checked as',
  [
    '| Path | Checked as |',
    '| --- | --- |',
    '| a folder | a connector, or the project in it |',
    '| a `.taco` | the connector in it |',
    '| an XML file that a connector (`manifest.xml` in the same folder or above) refers to | what that connector uses it for, against the rules that need no other file |',
    '| any other XML file | what its root element says, against the same rules; a `<pluginOAuthConfig>` outside a connector folder counts as a custom configuration of a site or a user |',
    '| a script, or a module that a script imports | part of its connector, which is checked as a whole; findings in other files are left out |',
    '| a `.js` or `.ts` file that no script uses, such as a test | not checked; a line on stderr says so |',
    '| anything else | an error, exit code 2 |',
  ].join('\n'),
  'Patterns (`*`, `?`, `**`, `[ab]`, `{a,b}`) work in shells that do not expand them, too. They match neither names that start with a dot nor anything in `node_modules`, and what is neither a connector nor a file of one is left out. If a path does not exist, the others are still checked.',
  'With a single path, `--json` prints its report. With several paths, or a pattern, it prints `{ ok, errors, warnings, reports }`; each report also has its `path` and the `folder` that its files are in (none for a `.taco`), or an `error` instead.',
  '### Before each commit',
  'Commit hooks pass the files that are about to be committed. With [lint-staged](https://github.com/lint-staged/lint-staged), in `package.json`:',
  codeBlock(
    'json',
    `"lint-staged": {
  "connector/**/*.{xml,tdr,tdd,js,ts}": "tacosmith validate"
}`,
  ),
  'With [pre-commit](https://pre-commit.com), in `.pre-commit-config.yaml` of a project that has `@tacosmith/cli` installed:',
  codeBlock(
    'yaml',
    `repos:
  - repo: local
    hooks:
      - id: tacosmith
        name: tacosmith validate
        language: system
        entry: npx --no-install tacosmith validate
        files: ^connector/.*\\.(xml|tdr|tdd|js|ts)$
        require_serial: true`,
  ),
  'Rules that compare files with each other need the whole folder, so run `tacosmith validate` in CI as well.',
  '### In CI',
  '`--format junit` is for the `junit` step in Jenkins, `artifacts:reports:junit` in GitLab and `PublishTestResults@2` in Azure Pipelines. Each file in which a rule finds errors or warnings is a failed test, even if the exit code is 0 because there are only warnings; notes are not failures. `--format gitlab` is for the Code Quality report in merge requests:',
  codeBlock(
    'yaml',
    `validate:
  script: npx tacosmith validate connector --format gitlab > tacosmith.json
  artifacts:
    when: always
    reports:
      codequality: tacosmith.json`,
  ),
  'Paths in `sarif`, `github`, `junit` and `gitlab` are relative to the root of the repository: `GITHUB_WORKSPACE`, `CI_PROJECT_DIR` or the nearest folder with a `.git`. In `pretty` they are relative to the current folder, so that terminals and editors can open them.',
]

function codeBlock(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``
}
