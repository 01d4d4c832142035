import type { PackageManager } from '../project/package-manager.ts'
import { bundlerSetup, configFile, configFileName } from './bundler-files.ts'
import { connectorFiles } from './connector-files.ts'
import { editorExtensions, editorSettings } from './editor-settings.ts'
import { editorTasks } from './editor-tasks.ts'
import { developmentPackages, packageFile } from './package-file.ts'
import { pnpmWorkspaceFile } from './pnpm-workspace-file.ts'
import type { ProjectChoices } from './project-choices.ts'
import { readmeFile } from './readme-file.ts'
import { scenarioFile } from './scenario-file.ts'
import { scriptFiles } from './script-files.ts'
import { testFile } from './test-file.ts'
import { workflowFile } from './workflow-file.ts'

/** Lines of `.gitignore` that a connector's project needs. Keys never belong into a repository. */
export const ignoredByGit: readonly string[] = [
  'node_modules/',
  'dist/',
  '.tacosmith/',
  '*.taco',
  '*.p12',
  '*.pfx',
  '*.jks',
]

/** What lies above a new project. */
export interface ProjectSurroundings {
  /** Whether a folder above says for pnpm whose install scripts run. */
  isInPnpmWorkspace: boolean
  /** Whether a folder above has a package.json: packages may be installed there. */
  isInPackage: boolean
}

/**
 * All files of a new project, by path with slashes.
 *
 * @param surroundings - Default: the project is in no other one.
 */
export function projectFiles(
  choices: ProjectChoices,
  packageManager: PackageManager,
  { isInPnpmWorkspace, isInPackage }: ProjectSurroundings = { isInPnpmWorkspace: false, isInPackage: false },
): Record<string, string> {
  const files: Record<string, string> = {
    'package.json': packageFile(choices, packageManager),
    ...(isInPnpmWorkspace
      ? {}
      : {
          'pnpm-workspace.yaml': pnpmWorkspaceFile(Object.keys(developmentPackages(choices, packageManager))),
        }),
    [configFileName(choices)]: configFile('connector'),
    ...bundlerSetup(choices).files,
    [`test/scripts.test.${choices.language}`]: testFile(choices),
    'scenarios/sign-in.json': scenarioFile(choices, hasOwnPackages(packageManager, isInPackage)),
    'README.md': readmeFile(choices, packageManager),
    '.gitignore': `${ignoredByGit.join('\n')}\n`,
    '.vscode/settings.json': editorSettings('connector'),
    '.vscode/extensions.json': editorExtensions(),
    '.vscode/tasks.json': editorTasks(packageManager),
    ...(choices.github ? { '.github/workflows/build.yml': workflowFile(choices, packageManager) } : {}),
  }
  for (const [name, text] of Object.entries({ ...connectorFiles(choices), ...scriptFiles(choices) })) {
    files[`connector/${name}`] = text
  }
  return files
}

/** Yarn keeps packages in archives, and npm those of a workspace above all of its members. */
function hasOwnPackages({ name }: PackageManager, isInPackage: boolean): boolean {
  return name === 'pnpm' || (name === 'npm' && !isInPackage)
}
