/** The part of docs/cli.md on `validate` in commit hooks and CI. */
export const hooksSection: readonly string[] = [
  '### What a path is checked as',
  [
    '| Path | Checked as |',
    '| --- | --- |',
    '| a folder | a connector, or the project in it |',
    '| a `.taco` | the connector in it |',
    '| an XML file that a `manifest.xml` in its folder or above refers to | what it is to that connector, without the rules that need other files |',
    '| any other XML file | what its root element says; `<pluginOAuthConfig>` outside of a connector is a configuration that a site or a user brings |',
    '| a script, or a module that one imports | a part of its connector, which is checked as a whole; what is found in other files is left out |',
    '| a script that its connector does not use, such as a test | nothing; a line on stderr says so |',
    '| any other file | an error, exit code 2 |',
  ].join('\n'),
  'Patterns (`*`, `?`, `**`, `[ab]`, `{a,b}`) are for shells that do not expand them. They fit neither names that start with a dot nor `node_modules`. If a path does not exist, the others are checked all the same.',
  'With a single path, `--json` prints its report. With several paths, or a pattern, it prints `{ ok, errors, warnings, reports }`; each report also has its `path` and the `folder` that its files are in (none for a `.taco`), or an `error` instead.',
  '### Before each commit',
  'Both of these pass the names of the files that are about to be committed. With [lint-staged](https://github.com/lint-staged/lint-staged), in `package.json`:',
  codeBlock(
    'json',
    `"lint-staged": {
  "connector/**/*.{xml,tdr,tdd,js,ts}": "tacosmith validate"
}`,
  ),
  'With [pre-commit](https://pre-commit.com), in `.pre-commit-config.yaml`, where the project has `@tacosmith/cli` installed:',
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
  'Rules that compare files with each other need the folder: run `tacosmith validate` in CI as well.',
  '### In CI',
  '`--format junit` makes a test of each rule in each file that it found errors or warnings in: `junit` in Jenkins, `artifacts: reports: junit` in GitLab, `PublishTestResults@2` in Azure Pipelines. Warnings are failed tests there, though the exit code is 0 without `--warnings-as-errors`; notes are not. For merge requests in GitLab:',
  codeBlock(
    'yaml',
    `validate:
  script: npx tacosmith validate connector --format gitlab > tacosmith.json
  artifacts:
    when: always
    reports:
      codequality: tacosmith.json`,
  ),
  'Paths in `sarif`, `github`, `junit` and `gitlab` start at the root of the repository: `GITHUB_WORKSPACE`, `CI_PROJECT_DIR` or the nearest folder with a `.git`. In `pretty` they start at the current folder, so that terminals and editors open them.',
]

function codeBlock(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``
}
