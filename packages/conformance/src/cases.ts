import { minimalConnector, replaceIn } from '@tacosmith/test-kit'
import type { BuildSettings } from './project.ts'

/** A connector that every adapter must build alike. */
export interface Case {
  name: string
  files: Record<string, string>
  settings?: BuildSettings
}

const {
  'connectionBuilder.js': plainBuilder = '',
  'connectionProperties.js': plainProperties = '',
  ...xml
} = minimalConnector()

const resolver = xml['connection-resolver.tdr']

/** Puts a connector's files where the adapters look for them; names that start with `/` go to the project's top. */
function connector(files: Record<string, string>): Record<string, string> {
  const entries = Object.entries({ ...xml, ...files })
  return Object.fromEntries(
    entries.map(([path, text]) => [path.startsWith('/') ? path.slice(1) : `connector/${path}`, text]),
  )
}

const plain = { 'connectionBuilder.js': plainBuilder, 'connectionProperties.js': plainProperties }

const typedBuilder = `
type Attributes = Record<string, string | undefined>
interface Address { host: string; port: number }
const parse = ({ server = 'localhost', port }: Attributes): Address => ({ host: server.trim(), port: Number(port) || 0 })
export default (attr: Attributes): string[] => {
  const { host, ...rest } = parse(attr)
  const parts = [...host.split('.')].map((part, index) => \`\${index}-\${part}\`)
  return [\`jdbc:brook://\${parts.join('/')}:\${rest.port ** 2}\`, attr?.dbname ?? 'none']
}
`

const typedProperties = `
export default function properties(attr: Record<string, string | undefined>): Record<string, string> {
  const result: Record<string, string> = {}
  for (const [name, value] of Object.entries(attr)) if (value !== undefined && value !== '') result[name] = value
  return result
}
`

/** Connectors that build. */
export const goodCases: Case[] = [
  { name: 'plain scripts', files: connector(plain) },
  {
    name: 'scripts in TypeScript',
    files: connector({ 'connectionBuilder.ts': typedBuilder, 'connectionProperties.ts': typedProperties }),
  },
  {
    name: 'one plain script, one in TypeScript',
    files: connector({ 'connectionBuilder.ts': typedBuilder, 'connectionProperties.js': plainProperties }),
  },
  {
    name: 'a module that both scripts share',
    files: connector({
      'lib/text.ts': 'let calls = 0\nexport const shout = (text = "") => text.toUpperCase() + ++calls\n',
      'connectionBuilder.ts':
        'import { shout } from "./lib/text"\nexport default (attr: Record<string, string>) => [shout(attr.server), shout(attr.port)]\n',
      'connectionProperties.ts':
        'import { shout } from "./lib/text"\nexport default (attr: Record<string, string>) => ({ user: shout(attr.username) })\n',
    }),
  },
  {
    name: 'aliases and defines',
    files: connector({
      '/src/name.ts': 'export const product: string = "Brook"\n',
      'connectionBuilder.ts':
        'import { product } from "~/name"\ndeclare const __RELEASE__: string\nexport default (attr: Record<string, string>) => [product, __RELEASE__, attr.server]\n',
      'connectionProperties.js': plainProperties,
    }),
    settings: { alias: { '~': 'src' }, define: { __RELEASE__: '"2026.4"' } },
  },
  {
    name: 'JSON and a package',
    files: connector({
      '/node_modules/quoting/package.json':
        '{"name":"quoting","version":"1.0.0","type":"module","main":"index.js"}',
      '/node_modules/quoting/index.js': 'export function quote(text) { return "\\"" + text + "\\"" }\n',
      'defaults.json': '{ "port": 7800, "tags": ["a", "b"] }',
      'connectionBuilder.ts':
        'import { quote } from "quoting"\nimport defaults from "./defaults.json"\nexport default (attr: Record<string, string>) => [quote(attr.server), String(attr.port || defaults.port), ...defaults.tags]\n',
      'connectionProperties.js': plainProperties,
    }),
  },
  {
    name: 'a script in a folder of its own',
    files: connector({
      ...plain,
      'connection-resolver.tdr': replaceIn(resolver, 'connectionBuilder.js', 'scripts/deep/builder.js'),
      'scripts/deep/builder.ts': 'export default (attr: Record<string, string>) => [attr.server || "-"]\n',
    }),
  },
  {
    name: 'ES modules in JavaScript',
    files: connector({
      'connectionBuilder.js': 'import { host } from "./host.js"\nexport default (attr) => [host(attr)]\n',
      'host.js': 'export const host = ({ server }) => server ?? "none"\n',
      'connectionProperties.js': plainProperties,
    }),
  },
  {
    name: 'one script only',
    files: connector({
      'manifest.xml': replaceIn(xml['manifest.xml'], 'superclass="jdbc"', 'superclass="mysql_odbc"'),
      'connection-resolver.tdr': replaceIn(
        resolver,
        '<connection-properties>\n      <script file="connectionProperties.js"/>\n    </connection-properties>',
        '',
      ),
      'connectionBuilder.ts': typedBuilder,
    }),
  },
  {
    name: 'no script',
    files: connector({
      'manifest.xml': replaceIn(
        replaceIn(xml['manifest.xml'], 'superclass="jdbc"', 'superclass="mysql_odbc"'),
        '<connection-resolver file="connection-resolver.tdr"/>',
        '',
      ),
    }),
  },
]

/** Connectors that must fail, and what the error must say. */
export const badCases: (Case & { says: RegExp[] })[] = [
  {
    name: 'errors in two XML files',
    files: connector({
      ...plain,
      'manifest.xml': replaceIn(xml['manifest.xml'], 'superclass=', 'superklass='),
      'dialect.tdd': replaceIn(xml['dialect.tdd'], 'class="brook_jdbc"', 'class="other"'),
    }),
    says: [/manifest\.xml:2:/, /superklass/, /dialect\.tdd:2:/],
  },
  {
    name: 'what the engine lacks',
    files: connector({
      ...{ 'connectionProperties.js': plainProperties },
      'lib/log.ts': 'export type Text = string\n\nexport const log = (text: Text) => console.log(text)\n',
      'connectionBuilder.ts':
        'import { log } from "./lib/log"\nexport default (attr: Record<string, string>) => {\n  log(attr.server)\n  return [attr.server.replaceAll(".", "-")]\n}\n',
    }),
    says: [/`console`/, /lib\/log\.ts:3:/, /replaceAll/, /connectionBuilder\.ts:4:/],
  },
  {
    name: 'a script that does not parse',
    files: connector({
      'connectionProperties.js': plainProperties,
      'connectionBuilder.ts': 'export default (attr => [\n',
    }),
    says: [/connectionBuilder\.ts/],
  },
  {
    name: 'a missing script',
    files: connector({ 'connectionProperties.js': plainProperties }),
    says: [/connection-resolver\.tdr:5:15/, /connectionBuilder\.js/],
  },
  {
    name: 'no default export',
    files: connector({
      'connectionProperties.js': plainProperties,
      'connectionBuilder.ts': 'export const builder = (attr: Record<string, string>) => [attr.server]\n',
    }),
    says: [/connectionBuilder\.ts has no default export/],
  },
  {
    name: 'an async default export',
    files: connector({
      'connectionProperties.js': plainProperties,
      'connectionBuilder.ts': 'export default async (attr: Record<string, string>) => [attr.server]\n',
    }),
    says: [/async function/],
  },
  {
    name: 'a module that is missing',
    files: connector({
      'connectionProperties.js': plainProperties,
      'connectionBuilder.ts': 'import { a } from "./nowhere"\nexport default () => [a]\n',
    }),
    says: [/nowhere/],
  },
]
