import type { ExampleContext } from '../rule-example.ts'

/** A snippet at the end of the dialog; the connection resolver knows its fields. */
export function atTheEnd(
  names: readonly string[],
  alongside: ExampleContext['alongside'] = [],
): ExampleContext {
  const added = names.map((name) => `<attr>${name}</attr>`).join('')
  return {
    replaces: '</connection-fields>',
    changes: { 'connection-resolver.tdr': [['<attr>port</attr>', `<attr>port</attr>${added}`]] },
    alongside,
  }
}

export const username = '<field name="username" label="User" category="authentication" value-type="string"/>'

export const port =
  '<field name="port" label="Port" category="endpoint" value-type="string" default-value="7800"/>'

/** A dialog whose last field takes the place of the closing tag. */
export const end = '\n</connection-fields>'

export function withMetadata(): NonNullable<ExampleContext['changes']> {
  return {
    'manifest.xml': [
      [
        '<connection-resolver file',
        '<connection-metadata file="connection-metadata.xml"/><connection-resolver file',
      ],
    ],
  }
}
