import type { RuleExample } from '../rule-example.ts'
import { scriptContentExamples } from './content-examples.ts'

const builder = 'connectionBuilder.js'

const plain = `(function build(attr) {
  return ['jdbc:brook://' + attr.server + ':' + attr.port + '/']
})`

const serverLine = 'var server = attr[connectionHelper.attributeServer]'

const connectorFiles = `connectionBuilder.js
connectionProperties.js
connection-fields.xml
connection-resolver.tdr
dialect.tdd
manifest.xml`

/** What is found while scripts are planned, read and built. */
const scriptFormExamples: readonly RuleExample[] = [
  {
    rule: 'script-encoding',
    why: 'Qt 5, whose engine older Tableau releases use, takes the invisible mark that some editors put before the first letter for an error, and the connection fails.',
    file: builder,
    wrong: `\uFEFF${plain}`,
    right: plain,
    context: {},
  },
  {
    rule: 'script-syntax',
    why: 'Tableau evaluates scripts with the engine of Qt, which stops at newer syntax before anything runs; some of it, such as named groups in regular expressions, even gives wrong results without a word.',
    file: builder,
    wrong: 'var server = attr?.server',
    right: 'var server = attr && attr.server',
    context: { replaces: serverLine },
  },
  {
    rule: 'script-too-large',
    why: 'A script this large holds libraries that a connection does not need. tacosmith does not look at it, so that no file keeps it busy; the limit is its own, and has room for all of Lodash. Tableau itself takes files of up to 3 MB.',
    file: builder,
    wrong: connectorFiles.replace(builder, `${builder} 2 MB`),
    right: connectorFiles.replace(builder, `${builder} 200 KB`),
    context: { listing: true },
  },
  {
    rule: 'script-shape',
    why: 'Tableau calls the value of the script. A function declaration has none, and code around the function is no function either.',
    file: builder,
    wrong: `function build(attr) {
  return ['jdbc:brook://' + attr.server + ':' + attr.port + '/']
}`,
    right: plain,
    context: {},
  },
  {
    rule: 'script-library',
    why: 'The engine is neither a browser nor Node: what it lacks ends the script with an error when somebody connects.',
    file: builder,
    wrong: "var server = attr.server.replaceAll(' ', '')",
    right: "var server = attr.server.split(' ').join('')",
    context: { replaces: serverLine },
  },
  {
    rule: 'script-export',
    why: 'Tableau takes what the function returns at once. It does not wait for promises, and takes nothing from generators.',
    file: 'connectionBuilder.ts',
    wrong: "export default async (attr) => ['jdbc:brook://' + attr.server]",
    right: "export default (attr) => ['jdbc:brook://' + attr.server]",
    context: {},
  },
  {
    rule: 'script-two-sources',
    why: 'The TypeScript file is built and the JavaScript file beside it ignored, so that changes in it are lost.',
    file: builder,
    wrong: `connectionBuilder.ts\n${connectorFiles}`,
    right: connectorFiles,
    context: { listing: true, changes: { 'connectionBuilder.ts': 'export default (attr) => [attr.server]' } },
  },
  {
    rule: 'script-not-built',
    why: 'Tableau knows no modules. A plugin for your bundler turns them into one script while it packages the connector. Scripts take nothing from outside of their project: the nearest repository or folder with a package.json.',
    file: builder,
    wrong: `import { port } from './port.js'
export default (attr) => ['jdbc:brook://' + attr.server + ':' + port(attr)]`,
    right: plain,
    context: { foundIn: 'connection-resolver.tdr' },
  },
]

export const scriptsExamples: readonly RuleExample[] = [...scriptFormExamples, ...scriptContentExamples]
