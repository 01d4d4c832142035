import type { ProjectChoices } from './project-choices.ts'

/** A workflow for GitHub Actions that checks, tests and builds every change. */
export function workflowFile({ language }: ProjectChoices): string {
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
      - run: npm install
      - run: npm run validate
${language === 'ts' ? '      - run: npm run typecheck\n' : ''}      - run: npm test
      - run: npm run build
      - uses: actions/upload-artifact@v4
        with:
          name: connector
          path: dist/*.taco
          if-no-files-found: error
`
}
