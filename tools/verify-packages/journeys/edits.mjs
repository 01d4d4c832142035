import { Failure } from '../run.mjs'

/**
 * What an author does to each file of a new project: `right`, after which everything is as green as before, and `wrong`, each
 * told with the file and the line by the scripts that it names.
 *
 * An edit is `[part, replacement]`; a function gets the text instead. A file without edits says why in `none`.
 */
const edits = {
  'connector/manifest.xml': {
    right: [
      ['name="Example Company"', 'name="Brook Works"'],
      ['https://example.com/support', 'https://brook.example/support'],
      ['https://example.com/driver', 'https://brook.example/driver'],
    ],
    wrong: [
      { edit: ['superclass=', 'superklass='], scripts: ['validate', 'build'] },
      { edit: ['<dialect file="dialect.tdd"', '<dialect file="dialekt.tdd"'], scripts: ['validate'] },
    ],
  },
  'connector/connection-fields.xml': {
    right: [
      [
        '</connection-fields>',
        '  <field name="v-region" label="Region" category="advanced" value-type="string" default-value="eu" />\n</connection-fields>',
      ],
    ],
    wrong: [{ edit: ['value-type="string"', 'value-type="text"'], scripts: ['validate', 'build'] }],
  },
  'connector/connection-metadata.xml': {
    right: [['<schema enabled="true" />', '<schema enabled="true" label="Schema" />']],
    wrong: [{ edit: ['<table enabled="true"', '<table enabled="yes"'], scripts: ['validate'] }],
  },
  'connector/connectionResolver.tdr': {
    right: [['<attr>port</attr>', '<attr>port</attr>\n          <attr>v-region</attr>']],
    wrong: [
      { edit: ['<attr>port</attr>', '<attr>prot</attr>'], scripts: ['validate'] },
      { edit: ['</connection-builder>', '</connection-bilder>'], scripts: ['validate'] },
    ],
  },
  'connector/dialect.tdd': {
    right: [
      [
        '  </function-map>',
        '    <function group="string" name="LOWER" return-type="str">\n      <formula>LOWER(%1)</formula>\n      <argument type="str" />\n    </function>\n  </function-map>',
      ],
    ],
    wrong: [{ edit: ['return-type="int"', 'return-type="integer"'], scripts: ['validate'] }],
  },
  'connector/oauth-config.xml': {
    right: [
      ['REPLACE-WITH-YOUR-CLIENT-ID', 'brook-desktop'],
      ['https://login.example.com/oauth2/authorize', 'https://login.brook.example/authorize'],
      ['https://login.example.com/oauth2/token', 'https://login.brook.example/token'],
    ],
    wrong: [{ edit: ['<dbclass>', '<dbclass>other_'], scripts: ['validate'] }],
  },
  'connector/resources-*.xml': {
    right: [['</resources>', '  <string name="region">Region</string>\n</resources>']],
    wrong: [{ edit: ['<string name="port">', '<string nam="port">'], scripts: ['validate'] }],
  },
  'connector/connectionBuilder.*': {
    right: [
      [
        /return \[(`jdbc:.*`)\]|(?<=\['DATABASE', attr\.dbname\],)/,
        (found, address) =>
          found === ''
            ? "\n    ['REGION', attr['v-region']],"
            : `const region = attr['v-region'] ? '?region=' + encodeURIComponent(attr['v-region']) : ''\n  return [${address} + region]`,
      ],
    ],
    wrong: [
      { edit: ['attr.port.trim()', 'attr.port.trim('], scripts: ['validate', 'build', 'test'], isNear: true },
      { edit: ['attr.server', 'attr.servre'], scripts: ['typecheck'] },
    ],
  },
  'connector/connectionProperties.*': {
    right: [[/$/, '// Of Brook Works.\n']],
    wrong: [{ edit: ["'@tacosmith/core/script'", "'./no-such-module.js'"], scripts: ['validate', 'build'] }],
  },
  'connector/tsconfig.json': {
    right: [['"include"', '"compilerOptions": { "noUnusedLocals": true },\n  "include"']],
    wrong: [{ edit: ['"include":', '"include"'], scripts: ['typecheck'] }],
  },
  'connector/tacosmith-env.d.ts': { none: 'written again by each script' },
  'test/scripts.test.*': {
    right: [
      [/$/, "\ntest('a test of the author', () => {\n  expect(filledIn.server).toBe('db.example.com')\n})\n"],
    ],
    wrong: [
      {
        edit: [/(?<=db\.example\.com):6432|(?<='SERVER=)db(?=\.)/, 'other'],
        scripts: ['test'],
        isNear: true,
      },
    ],
  },
  'scenarios/sign-in.json': {
    right: [
      [
        /sales%20data(?=")|(?<=DATABASE=(?:sales data|\{sales; 2025\}))/g,
        (found) => (found === '' ? ';REGION=eu' : `${found}?region=eu`),
      ],
    ],
    wrong: [{ edit: ['"connection"', '"conection"'], scripts: ['scenarios'], hasNoLine: true }],
  },
  'tacosmith.config.*': {
    right: [["connector: 'connector',", "connector: 'connector',\n  scripts: { target: 'es2016' },"]],
    wrong: [
      {
        edit: ["connector: 'connector'", "conector: 'connector'"],
        scripts: ['validate'],
        hasNoLine: true,
      },
      {
        edit: ['export default defineConfig({', 'export default defineConfig('],
        // Bundlers load it themselves.
        scripts: ['validate'],
        isNear: true,
      },
    ],
  },
  'vite.config.*': { right: [[/$/, '// Of Brook Works.\n']], none: 'Vite tells what is wrong in it' },
  'webpack.config.js': { right: [[/$/, '// Of Brook Works.\n']], none: 'webpack tells what is wrong in it' },
  'build.js': { right: [[/$/, '// Of Brook Works.\n']], none: 'Node tells what is wrong in it' },
  'package.json': {
    right: [['"private": true,', '"private": true,\n  "description": "Brook",']],
    none: 'npm tells',
  },
  'pnpm-workspace.yaml': { right: [[/$/, '# Of Brook Works.\n']], none: 'only pnpm reads it' },
  'README.md': { right: [[/$/, '\nOf Brook Works.\n']], none: 'for people' },
  '.gitignore': { right: [[/$/, 'notes/\n']], none: 'git reads it' },
  '.vscode/settings.json': { none: 'editors read it' },
  '.vscode/extensions.json': { none: 'editors read it' },
  '.vscode/tasks.json': { none: 'editors read it' },
  '.github/workflows/build.yml': { right: [[/$/, '# Of Brook Works.\n']], none: 'GitHub reads it' },
}

/** @throws Failure for a file of which nothing is said here */
export function editsOf(file) {
  const entry = Object.entries(edits).find(([pattern]) => matches(file, pattern))
  if (entry === undefined)
    throw new Failure(`there is no edit for ${file}, which create writes: add one to edits.mjs`)
  return { right: [], wrong: [], ...entry[1] }
}

function matches(file, pattern) {
  const [start, end] = pattern.split('*')
  return end === undefined ? file === pattern : file.startsWith(start) && file.endsWith(end)
}

/**
 * A text with one part replaced.
 *
 * @returns The text and the line of the change.
 */
export function changed(text, [part, replacement], file) {
  const at = typeof part === 'string' ? text.indexOf(part) : text.search(part)
  const whole = text.replace(part, typeof replacement === 'string' ? () => replacement : replacement)
  if (at < 0 || whole === text) throw new Failure(`${file} no longer holds ${part}: change edits.mjs`)
  return { text: whole, line: text.slice(0, at).split('\n').length }
}
