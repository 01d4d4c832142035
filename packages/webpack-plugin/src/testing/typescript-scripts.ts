import { callScript } from '@tacosmith/test-kit'
import { expect } from 'vitest'
import type { BundlerProject } from './bundler-project.ts'

/** The `.taco` of the small connector. */
export const tacoName = 'brook_jdbc-v1.0.0.taco'

/** Two scripts in TypeScript that share a module, in place of the plain ones. */
export const typescriptScripts = {
  'connector/connectionBuilder.js': undefined,
  'connector/connectionProperties.js': undefined,
  'connector/shared.ts': 'export const port = (attr: Record<string, string>) => attr?.port ?? "5432"',
  'connector/connectionBuilder.ts':
    'import { port } from "./shared.ts"\nexport default (attr: Record<string, string>) => [`jdbc:x://${attr.server}:${port(attr)}`]',
  'connector/connectionProperties.ts':
    'import { port } from "./shared.ts"\nexport default (attr: Record<string, string>) => ({ user: attr.username, port: port(attr) })',
}

/** Expects that {@link typescriptScripts} were built, each for itself. */
export async function expectBothScripts(project: BundlerProject, folder?: string): Promise<void> {
  const attr = { server: 'db', port: '1', username: 'ada' }
  const builder = await project.readTaco('connectionBuilder.js', folder)
  expect(builder).toMatch(/^\(function dsbuilder\(attr\) \{\n/)
  expect(builder).not.toMatch(/\beval\(|sourceMappingURL/)
  expect(callScript(builder, attr)).toEqual(['jdbc:x://db:1'])
  const properties = await project.readTaco('connectionProperties.js', folder)
  expect(properties).toMatch(/^\(function propertiesbuilder\(attr\) \{\n/)
  expect(callScript(properties, attr)).toEqual({ user: 'ada', port: '1' })
}
