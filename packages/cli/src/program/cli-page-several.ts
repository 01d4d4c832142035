/** The part of docs/cli.md on several connectors, and on the configurations that they share. */
export const severalSection: readonly string[] = [
  '### Several connectors',
  '`validate` and `build` take any number of folders, and patterns in quotes:',
  codeBlock(
    'sh',
    `tacosmith validate "connectors/*" --format junit > report.xml
tacosmith build connectors/orders connectors/stock --out-dir dist
tacosmith build "connectors/*" --keystore release.p12 --storepass env:STORE_PASSWORD`,
  ),
  'One process checks them in as many threads as there are processors, at most eight. Each connector has its own report, a table on stdout shows all of them, and the exit code is the worst one. A message that is the same for several connectors and concerns no file, such as one about signatures, is printed once. One that cannot be checked or built does not keep the others from it; that includes a thread that dies, for instance because it ran out of memory.',
  'The main thread loads configurations, asks for passwords, signs and writes: each key is opened once, each password asked for once, and one file after the other is signed and timestamped. Keys, passwords and signers do not reach the other threads. A signal ends all of them and leaves nothing half-written.',
  [
    '- If two connectors would be written to the same file, that is an error (exit code 2), and nothing is written.',
    '- Folders that match a pattern but contain no connector are skipped, and so are files that cannot belong to one; a line on stderr names them. If nothing is left, that is an error. A folder that you name yourself, or that your shell expands from an unquoted pattern, has to be a connector.',
    '- A connector that two paths lead to is built once.',
    '- The threads check XML with libxml2-wasm. `--engine libxmljs2` works too, but one connector after the other, since only one thread can load it.',
  ].join('\n'),
  'With several folders, or a pattern, `build --json` prints `{ ok, errors, warnings, builds }`. Each entry has its `path`, and the `folder` of the connector with what `build --json` prints of a single one, or an `error` instead.',
  '### A shared configuration',
  'A `tacosmith.config` applies to its folder and to all folders below it that have none nearer to them. At the root of a workspace, it gives rules and signing to all connectors in it. In `tacosmith.config.mjs`:',
  codeBlock(
    'js',
    `export default {
  validate: { rules: { 'https-only': 'warn' } },
  sign: { keystore: 'keys/release.p12', storePassword: { env: 'STORE_PASSWORD' } },
}`,
  ),
  'Paths in it start in its folder: `keystore`, `key`, `certificates`, `schemas`, and files with passwords. `connector` and `outDir` start in the project of each connector: the nearest folder with a `package.json` or a `tacosmith.config`, but no higher than the folder of the configuration. So `packages/orders`, if it has a `package.json`, is built into `packages/orders/dist`. What a signer is given belongs to the signer: its paths start in the current folder.',
  'The nearest configuration counts, and no other, unless it extends one. In `packages/orders/tacosmith.config.mjs`:',
  codeBlock(
    'js',
    `export default {
  extends: '../..',
  validate: { warningsAsErrors: true },
}`,
  ),
  [
    '- `extends` is a path that begins with `./` or `../` (of a file, with or without its extension, or of a folder with a `tacosmith.config`), the name of an installed package, or a list of these, of which the later ones take precedence.',
    '- Objects are merged, and the extending configuration takes precedence. Lists and everything else are replaced. `sign: false` switches an inherited signature off; a configuration that names a key does not use the inherited one.',
    '- Paths in an inherited configuration start in the folder of its own file.',
    '- `dev` follows changes in all of these files.',
    '- Bundler plugins do not know `extends`: import the other configuration there and spread its options.',
  ].join('\n'),
  '`--untrusted` loads no configuration.',
]

function codeBlock(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``
}
