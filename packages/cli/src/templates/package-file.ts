import { ownRange } from '../project/own-range.ts'
import type { PackageManager } from '../project/package-manager.ts'
import { buildDecisions } from './build-decisions.ts'
import { bundlerSetup } from './bundler-files.ts'
import type { ProjectChoices } from './project-choices.ts'
import { type Tool, toolVersions, versionsForYarn } from './tool-versions.ts'

/** `package.json` of a new project. */
export function packageFile(choices: ProjectChoices, packageManager: PackageManager): string {
  const { language, class: id } = choices
  const { build, dev } = bundlerSetup(choices).scripts
  const devDependencies = developmentPackages(choices, packageManager)
  const content = {
    name: id.toLowerCase().replaceAll('_', '-'),
    version: '1.0.0',
    private: true,
    type: 'module',
    scripts: {
      validate: 'tacosmith validate',
      build,
      dev,
      test: 'vitest run',
      scenarios: 'tacosmith test',
      ...(language === 'ts' ? { typecheck: 'tacosmith types && tsc -p connector' } : {}),
    },
    devDependencies,
    ...(packageManager.name === 'npm' ? { allowScripts: buildDecisions(Object.keys(devDependencies)) } : {}),
  }
  return `${JSON.stringify(content, null, 2)}\n`
}

/** The devDependencies of a new project, with their ranges. */
export function developmentPackages(
  { bundler, language }: ProjectChoices,
  { name: manager }: PackageManager,
): Record<string, string> {
  const versions = manager === 'yarn' ? { ...toolVersions, ...versionsForYarn } : toolVersions
  const isTypeScript = language === 'ts'
  const tools: Tool[] = [
    'vitest',
    ...(isTypeScript ? (['typescript'] as const) : []),
    ...(bundler === 'none' ? [] : [bundler]),
    ...(bundler === 'webpack' ? (['webpack-cli'] as const) : []),
    ...(bundler === 'webpack' && isTypeScript ? (['@swc/core', 'swc-loader'] as const) : []),
  ]
  const own = ['cli', 'core', ...(bundler === 'none' ? [] : [`${bundler}-plugin`])]
  const all: [string, string][] = [
    ...own.map((name): [string, string] => [`@tacosmith/${name}`, ownRange()]),
    ...tools.map((tool): [string, string] => [tool, versions[tool]]),
  ]
  return Object.fromEntries(all.sort(([left], [right]) => (left < right ? -1 : 1)))
}
