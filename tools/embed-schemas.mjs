// Writes packages/core/src/schema/xsd/embedded.ts from the XSD files beside it, so that the schemas
// travel inside bundles. Run it after every change of an XSD: node tools/embed-schemas.mjs
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../packages/core/src/schema/xsd/', import.meta.url))

/** An XSD as the inside of a template literal. */
function textOf(name) {
  return readFileSync(folder + name, 'utf8').replace(/[\\`$]/g, '\\$&')
}

/** The text of embedded.ts. */
export function embedSchemas() {
  const entries = readdirSync(folder)
    .filter((name) => name.endsWith('.xsd'))
    .sort()
    .map((name) => `  '${name.slice(0, -'.xsd'.length)}': \`${textOf(name)}\`,`)
  return [
    '// Written by tools/embed-schemas.mjs from the XSD files in this folder; change those instead.',
    "import type { XmlFileKind } from '../../connector/connector.ts'",
    '',
    '/** The text of our schema for each kind of file. */',
    'export const embeddedSchemas: Readonly<Record<XmlFileKind, string>> = {',
    ...entries.map((entry) => entry.replace(/^ {2}'(\w+)':/, '  $1:')),
    '}',
    '',
  ].join('\n')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(`${folder}embedded.ts`, embedSchemas())
}
