import { minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { memorySource } from '../../connector/memory-source.ts'
import { readConnector } from '../../connector/read-connector.ts'
import type { Diagnostic } from '../../report/diagnostic.ts'
import { validateConnector } from '../validate-connector.ts'
import { rulesCalled } from './rules-called.ts'

export const valid = minimalConnector()
export const manifest = valid['manifest.xml']
export const fields = valid['connection-fields.xml']
export const resolver = valid['connection-resolver.tdr']

/** The documentation's rules have tests of their own, and more to say about the connectors here. */
const documented = new Set<string>(
  rulesCalled(
    ...['cf-', 'md-', 'auth-', 'tcd-v', 'oa-', 'loc-', 'sec-', 'dia-', 'mf-', 'cap-', 'tdr-', 'gal-'],
  ).map(({ id }) => id),
)

/** `rule severity file:line:column` of everything that is found. */
export async function findings(
  changes: Record<string, string | undefined>,
  options: Parameters<typeof validateConnector>[1] = {},
): Promise<string[]> {
  return (await check(changes, options)).map(
    ({ rule, severity, file, line, column }) => `${rule} ${severity} ${file}:${line}:${column}`,
  )
}

export async function check(
  changes: Record<string, string | undefined>,
  options: Parameters<typeof validateConnector>[1] = {},
): Promise<Diagnostic[]> {
  const connector = await readConnector(memorySource(minimalConnector(changes)))
  const { diagnostics } = await validateConnector(connector, { engine: 'libxml2-wasm', ...options })
  return diagnostics.filter(({ rule }) => !documented.has(rule))
}

export function manifestWith(part: string, replacement: string): Record<string, string> {
  return { 'manifest.xml': replaceIn(manifest, part, replacement) }
}

export function fieldsWith(part: string, replacement: string): Record<string, string> {
  return { 'connection-fields.xml': replaceIn(fields, part, replacement) }
}

/** The connector with one more field, on line 13; the resolver knows it. */
export function withField(field: string): Record<string, string> {
  const name = /name="([^"]*)"/.exec(field)?.[1] ?? ''
  return {
    ...fieldsWith('</connection-fields>', `${field}\n</connection-fields>`),
    'connection-resolver.tdr': replaceIn(
      resolver,
      '<attr>port</attr>',
      `<attr>port</attr><attr>${name}</attr>`,
    ),
  }
}

export function resolverWith(part: string, replacement: string): Record<string, string> {
  return { 'connection-resolver.tdr': replaceIn(resolver, part, replacement) }
}
