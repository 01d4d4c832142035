import type { TargetConfiguration } from 'nx/src/devkit-exports.js'
import type { ResolvedPluginOptions } from '../plugin-options.ts'
import type { ConnectorInputs } from './connector-inputs.ts'
import type { ConnectorProject } from './find-connectors.ts'
import { isIn, wayFrom } from './paths.ts'
import { type TacoFiles, tacoFiles } from './taco-files.ts'

type Inputs = NonNullable<TargetConfiguration['inputs']>

/** The targets of a connector, by their names. */
export function connectorTargets(
  connector: ConnectorProject,
  inputs: ConnectorInputs,
  options: ResolvedPluginOptions,
): Record<string, TargetConfiguration> {
  const files = tacoFiles(connector, options)
  const folder = quoted(wayFrom(connector.root, connector.folder))
  const cached = {
    cache: true,
    dependsOn: ['^build'],
    inputs: cachedInputs(connector, inputs, files, options),
  }
  const build = options.buildTargetName
  const sign = options.signTargetName
  return {
    [options.validateTargetName]: {
      ...command(`tacosmith validate ${folder}`, 'Checks the connector'),
      ...cached,
    },
    ...(inputs.scenarios !== undefined && {
      [options.testTargetName]: {
        ...command(`tacosmith test ${folder}`, 'Runs the scenarios of the connector'),
        ...cached,
        inputs: [...cached.inputs, `{workspaceRoot}/${inputs.scenarios}/**/*`],
      },
    }),
    [build]: {
      ...command(
        `tacosmith build ${folder} --no-sign --out-dir ${quoted(files.unsignedFolder)} --file-name ${quoted(files.fileName)}`,
        'Packages the connector, unsigned whatever the configuration and the environment say',
      ),
      ...cached,
      outputs: [files.unsignedOutput],
    },
    [sign]: {
      ...command(
        `tacosmith sign ${quoted(files.unsigned)} --required --out ${quoted(files.signed)}`,
        'Signs what was packaged, with the key of the configuration or the environment; fails without one',
      ),
      cache: false,
      dependsOn: [build],
      outputs: [files.signedOutput],
    },
    [options.verifyTargetName]: {
      ...command(
        `tacosmith verify ${quoted(files.signed)}`,
        'Says what Tableau will make of the signed file',
      ),
      cache: false,
      dependsOn: [sign],
    },
    [options.previewTargetName]: {
      ...command(`tacosmith preview ${folder}`, 'Shows the connection dialog in the browser'),
      cache: false,
      continuous: true,
    },
  }
}

function command(line: string, description: string): TargetConfiguration {
  return {
    executor: 'nx:run-commands',
    options: { command: line, cwd: '{projectRoot}' },
    metadata: { technologies: ['tacosmith'], description },
  }
}

/**
 * Everything that validation, tests and the unsigned build depend on. The variables for signing are none of it, and never
 * must be: these targets do not sign, and the hash of a password would be stored with the results.
 */
function cachedInputs(
  { folder }: ConnectorProject,
  inputs: ConnectorInputs,
  { outDir }: TacoFiles,
  options: ResolvedPluginOptions,
): Inputs {
  const variables = [...new Set([...inputs.variables, ...options.env])]
  const inWorkspace = (path: string): string => (path === '.' ? '{workspaceRoot}' : `{workspaceRoot}/${path}`)
  return [
    `${inWorkspace(folder)}/**/*`,
    // What tacosmith makes itself.
    `!${inWorkspace(folder)}/tacosmith-env.d.ts`,
    ...(isIn(folder, outDir) ? [`!${inWorkspace(outDir)}/**/*`] : []),
    ...inputs.files.map(inWorkspace),
    ...inputs.folders.map((path) => `${inWorkspace(path)}/**/*`),
    ...options.inputs,
    ...variables.map((env) => ({ env })),
    { runtime: `echo ${inputs.versions}` },
    // In place of all installed packages: the line above stands for those that matter.
    { externalDependencies: [] },
  ]
}

/**
 * Part of a command for the shells of every system.
 *
 * @throws Error for what a shell would take for something else.
 */
function quoted(path: string): string {
  if (/["$`\\%!\r\n]/.test(path)) {
    throw new Error(`${path} cannot be used in a command: rename it without any of " $ \` \\ % !`)
  }
  return /^[\w./+@-]+$/.test(path) ? path : `"${path}"`
}
