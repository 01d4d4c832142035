// Writes packages/core/src/schema/xsd/embedded.ts from the XSD files beside it, so that the schemas
// travel inside bundles. Run it after every change of an XSD: node tools/embed-schemas.mjs
//
// What the files hold for editors alone stays behind, so that the program starts no later for it: the documentation of
// elements, attributes and values, lists of values beside which any other is allowed, and comments. A test compares the
// verdicts.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../packages/core/src/schema/xsd/', import.meta.url))

/** The documentation of an element, an attribute or a value; that of a type stays, because messages quote it. */
const documentation = / *<xs:annotation><xs:documentation>[^<]*<\/xs:documentation><\/xs:annotation>\n/g

/** An element, an attribute or a value that held nothing but its documentation. */
const emptied = /<xs:(element|attribute|enumeration)( [^<>]*)>\s*<\/xs:\1>/g

const comment = / *<!--[\s\S]*?-->\n/g

/** `<xs:union memberTypes="KnownX Y"/>`: what Y allows, with the values of KnownX to choose from. */
const openList =
  /\n *<xs:simpleType name="(\w+)">\s*<xs:union memberTypes="Known\1 ([\w:]+)"\/>\s*<\/xs:simpleType>\n/g

/** A schema without what is for editors alone. */
export function withoutEditorHelp(schema) {
  let text = schema.replace(comment, '').replace(documentation, '').replace(emptied, '<xs:$1$2/>')
  for (const [whole, name, allowed] of text.matchAll(openList)) {
    text = text
      .replace(whole, '')
      .replace(new RegExp(`\\n *<xs:simpleType name="Known${name}">[\\s\\S]*?</xs:simpleType>\\n`), '')
      .replaceAll(`type="${name}"`, `type="${allowed}"`)
  }
  return text
}

/** An XSD as the inside of a template literal. */
function textOf(name) {
  return withoutEditorHelp(readFileSync(folder + name, 'utf8')).replace(/[\\`$]/g, '\\$&')
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
