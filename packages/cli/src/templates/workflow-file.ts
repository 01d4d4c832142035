import type { PackageManager, PackageManagerName } from '../project/package-manager.ts'
import type { ProjectChoices } from './project-choices.ts'

/** A workflow for GitHub Actions that checks, tests and builds every change. */
export function workflowFile({ language }: ProjectChoices, { name, install, run }: PackageManager): string {
  return `name: Build
on:
  push:
    branches: [main]
  pull_request:

permissions:
  contents: read

jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
${preparations[name]}      - run: ${install}
      - run: ${run('validate')}
${language === 'ts' ? `      - run: ${run('typecheck')}\n` : ''}      - run: ${run('test')}
      - run: ${run('build')}
      - uses: actions/upload-artifact@v4
        with:
          name: connector
          path: dist/*.taco
          if-no-files-found: error
`
}

/** Steps before the first call of the package manager; npm comes with Node, and Yarn with the runner. */
const preparations: Record<PackageManagerName, string> = {
  npm: '',
  pnpm: '      - run: npm install --global pnpm\n',
  yarn: '      - run: corepack enable\n',
}
