import { describe, expect, it } from 'vitest'
import { resolvePluginOptions, type TacosmithNxOptions } from '../plugin-options.ts'
import type { ConnectorInputs } from './connector-inputs.ts'
import type { ConnectorProject } from './find-connectors.ts'
import { connectorTargets } from './targets.ts'

const inputs: ConnectorInputs = {
  ...{
    files: ['shared/a.ts'],
    folders: ['libs/b'],
    variables: ['REGION'],
    versions: 'tacosmith-cli-1.0.0 abc',
  },
  ...{ scenarios: 'c/scenarios', modules: [] },
}
const connector: ConnectorProject = {
  ...{ root: 'c', folder: 'c/connector', config: undefined, className: 'acme_jdbc', version: '1.2.0' },
}

function targetsOf(options: TacosmithNxOptions = {}, changes: Partial<ConnectorProject> = {}) {
  return connectorTargets({ ...connector, ...changes }, inputs, resolvePluginOptions(options))
}

describe('the targets', () => {
  it('build without a signature, and sign without the throwaway certificate', () => {
    const targets = targetsOf()
    expect(Object.keys(targets)).toEqual([
      ...['taco-validate', 'taco-test', 'taco-build', 'taco-sign', 'taco-verify', 'taco-preview'],
    ])
    expect(targets['taco-build']).toMatchObject({
      cache: true,
      outputs: ['{projectRoot}/dist/unsigned/acme_jdbc-v1.2.0.taco'],
      options: {
        cwd: '{projectRoot}',
        command:
          'tacosmith build connector --no-sign --out-dir dist/unsigned --file-name acme_jdbc-v1.2.0.taco',
      },
    })
    expect(targets['taco-sign']).toMatchObject({
      cache: false,
      dependsOn: ['taco-build'],
      outputs: ['{projectRoot}/dist/signed/acme_jdbc-v1.2.0.taco'],
      options: {
        command:
          'tacosmith sign dist/unsigned/acme_jdbc-v1.2.0.taco --required --out dist/signed/acme_jdbc-v1.2.0.taco',
      },
    })
    expect(targets['taco-verify']).toMatchObject({ cache: false, dependsOn: ['taco-sign'] })
    expect(targets['taco-preview']).toMatchObject({ cache: false, continuous: true })
  })

  it('depend on what the connector depends on, and on no variable for signing', () => {
    expect(
      targetsOf({ inputs: ['{workspaceRoot}/data/*'], env: ['STAGE'] })['taco-validate']?.inputs,
    ).toEqual([
      '{workspaceRoot}/c/connector/**/*',
      '!{workspaceRoot}/c/connector/tacosmith-env.d.ts',
      '{workspaceRoot}/shared/a.ts',
      '{workspaceRoot}/libs/b/**/*',
      '{workspaceRoot}/data/*',
      { env: 'REGION' },
      { env: 'STAGE' },
      { runtime: 'echo tacosmith-cli-1.0.0 abc' },
      { externalDependencies: [] },
    ])
  })

  it('leave out what they make themselves, in a project that is the connector', () => {
    const inputsOfBuild = targetsOf({}, { folder: 'c' })['taco-build']?.inputs
    expect(inputsOfBuild).toContain('!{workspaceRoot}/c/dist/**/*')
    expect(targetsOf({}, { root: '.', folder: '.' })['taco-build']?.inputs).toContain('{workspaceRoot}/**/*')
  })

  it('have the names of the options, which refer to each other', () => {
    const targets = targetsOf({ buildTargetName: 'package', signTargetName: 'release' })
    expect(targets.release?.dependsOn).toEqual(['package'])
    expect(targets['taco-verify']?.dependsOn).toEqual(['release'])
  })

  it('put all files in one place', () => {
    const targets = targetsOf({ outDir: '{workspaceRoot}/out/{projectRoot}', fileName: '[class].taco' })
    expect(targets['taco-build']).toMatchObject({
      outputs: ['{workspaceRoot}/out/c/unsigned/acme_jdbc.taco'],
      options: { command: expect.stringContaining('--out-dir ../out/c/unsigned --file-name acme_jdbc.taco') },
    })
  })

  it('are safe from what stands in a manifest or folder', () => {
    const odd = targetsOf({}, { className: '$(rm) "x" größe', version: '../1' })['taco-build']
    expect(odd?.options.command).toContain('--file-name "__rm___x__größe-v.._1.taco"')
    expect(targetsOf({}, { folder: 'c/my connector' })['taco-validate']?.options.command).toBe(
      'tacosmith validate "my connector"',
    )
    expect(() => targetsOf({}, { folder: 'c/$(x)' })).toThrow('$(x) cannot be used in a command')
  })

  it('test only where there are scenarios', () => {
    const without = connectorTargets(connector, { ...inputs, scenarios: undefined }, resolvePluginOptions({}))
    expect(Object.keys(without)).not.toContain('taco-test')
  })
})
