import type { PackageManager, PackageManagerName } from '../project/package-manager.ts'
import { version } from '../version.ts'
import type { ProjectChoices } from './project-choices.ts'

/** A workflow for GitHub Actions that checks, tests and builds every change, and releases what a tag names. */
export function workflowFile({ bundler, language }: ProjectChoices, manager: PackageManager): string {
  const { name, install, run } = manager
  const prepare = `      - uses: actions/checkout@v5
      - uses: actions/setup-node@v5
        with:
          node-version: 24
${preparations[name]}      - run: ${install}
`
  const build = bundler === 'none' ? '' : `          build-command: ${run('build')}\n`
  return `name: Build
on:
  push:
    branches: [main]
    tags: ['v*']
  pull_request:

permissions:
  contents: read

jobs:
  build:
    runs-on: ubuntu-latest
    steps:
${prepare}${language === 'ts' ? `      - run: ${run('typecheck')}\n` : ''}      - run: ${run('test')}
      - uses: ${action}
        with:
          connector: connector
${build}          upload-to-release: false
      - uses: actions/upload-artifact@v4
        with:
          name: connector
          path: dist/*.taco
          if-no-files-found: error

  # For tags such as v1.0.0. The secrets belong to the environment "release", which only tags can be given.
  release:
    if: startsWith(github.ref, 'refs/tags/')
    needs: build
    runs-on: ubuntu-latest
    environment: release
    permissions:
      contents: write
    steps:
${prepare}      - uses: ${action}
        with:
          connector: connector
${build}          sign: required
          keystore-base64: \${{ secrets.KEYSTORE_BASE64 }}
          store-password: \${{ secrets.KEYSTORE_PASSWORD }}
          timestamp-url: http://timestamp.digicert.com
`
}

/** The tag that moves with every release of the same major version: the one of this program. */
const action = `tacosmith/tacosmith/packages/github-action@v${version().split('.')[0]}`

/** Steps before the first call of the package manager; npm comes with Node, and Yarn with the runner. */
const preparations: Record<PackageManagerName, string> = {
  npm: '',
  pnpm: '      - run: npm install --global pnpm\n',
  yarn: '      - run: corepack enable\n',
}
