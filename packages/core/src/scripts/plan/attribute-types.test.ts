import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { minimalConnector, replaceIn } from '@tacosmith/test-kit'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { memorySource, readConnector } from '../../connector/index.ts'
import { attributeTypes } from './attribute-types.ts'

const core = fileURLToPath(new URL('../../..', import.meta.url))
const project = mkdtempSync(join(tmpdir(), 'tacosmith-types-'))
afterAll(() => rmSync(project, { recursive: true, force: true }))

/** A project of an author: the package installed, its tsconfig extended, nothing else. */
beforeAll(async () => {
  const installed = join(project, 'node_modules/@tacosmith/core')
  await mkdir(installed, { recursive: true })
  for (const file of ['package.json', 'tsconfig.script.json'])
    await symlink(join(core, file), join(installed, file))
  const parsed = readConfig(join(core, 'tsconfig.json'))
  const entry = join(core, 'src/script.ts')
  const { tsBuildInfoFile: _, ...base } = parsed.options
  const declarations = { declarationDir: join(installed, 'dist'), emitDeclarationOnly: true }
  const options = { ...base, ...declarations, composite: false, incremental: false }
  const emitted = ts.createProgram([entry], options).emit()
  expect(emitted.emitSkipped).toBe(false)
  await writeFile(join(project, 'tsconfig.json'), '{ "extends": "@tacosmith/core/tsconfig.script.json" }')
})

function readConfig(path: string): ts.ParsedCommandLine {
  const { config } = ts.readConfigFile(path, ts.sys.readFile)
  return ts.parseJsonConfigFileContent(config, ts.sys, dirname(path), undefined, path)
}

/** What TypeScript says of a script in that project, as `line: message`. */
function errorsIn(script: string, types?: string): string[] {
  const path = join(project, 'connectionBuilder.ts')
  const typesPath = join(project, 'tacosmith-env.d.ts')
  writeFileSync(path, script)
  rmSync(typesPath, { force: true })
  if (types !== undefined) writeFileSync(typesPath, types)
  const { options, fileNames, errors } = readConfig(join(project, 'tsconfig.json'))
  expect(errors).toEqual([])
  return messages(ts.getPreEmitDiagnostics(ts.createProgram(fileNames, options, hostFor(options))))
}

/** TypeScript's own declarations and ours, read once: that takes longer than to check a script. */
const declarations = new Map<string, ts.SourceFile | undefined>()

function hostFor(options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options)
  const { getSourceFile } = host
  host.getSourceFile = (path, ...others) => {
    if (path.startsWith(project)) return getSourceFile(path, ...others)
    const key = JSON.stringify([path, options, others[0]])
    if (!declarations.has(key)) declarations.set(key, getSourceFile(path, ...others))
    return declarations.get(key)
  }
  return host
}

function messages(diagnostics: readonly ts.Diagnostic[]): string[] {
  return diagnostics.map(({ file, start, messageText }) => {
    const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start ?? 0).line + 1
    return `${line}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`
  })
}

async function typesOf(changes: Parameters<typeof minimalConnector>[0] = {}): Promise<string> {
  return attributeTypes(await readConnector(memorySource(minimalConnector(changes))))
}

const fields = (content: string) => ({
  'connection-fields.xml': `<connection-fields>${content}</connection-fields>`,
})

const region = `<field name="v-region" label="Region" value-type="selection">
  <selection-group><option label="Europe" value="eu"/><option label="America" value="us"/></selection-group>
</field>`

const builder = (body: string) =>
  `import { defineConnectionBuilder } from '@tacosmith/core/script'\nexport default defineConnectionBuilder((attr) => {\n${body}\n})`

const properties = (body: string) =>
  `import { defineConnectionProperties } from '@tacosmith/core/script'\nexport default defineConnectionProperties((attr) => {\n${body}\n})`

describe('scripts without generated types', () => {
  it('see every global, in both letter cases, and any attribute', () => {
    const script = builder(`
      const pairs = connectionHelper.ParseODBCConnectString(attr[connectionHelper.attributeODBCConnectStringExtras])
      if (connectionHelper.getPlatform() === 'win' && vendorDefined) return connectionHelper.ThrowTableauException('no')
      const lines = Object.keys(pairs).map((key) => connectionHelper.formatKeyValuePair(key, pairs[key]))
      return [connectionHelper.FormatKeyValuePair(driverLocator.keywordDriver, driverLocator.locateDriver(attr)), ...lines, attr.anything]`)
    expect(errorsIn(script)).toEqual([])
  })

  it('may use the globals without importing anything', () => {
    expect(errorsIn('export const key: "server" = connectionHelper.attributeServer')).toEqual([])
  })

  it('have neither the browser nor Node', () => {
    expect(errorsIn(builder('console.log(new URL("a:b")); setTimeout(() => {}); return []'))).toEqual([
      expect.stringMatching(/^3: .*console/),
      expect.stringMatching(/^3: .*URL/),
      expect.stringMatching(/^3: .*setTimeout/),
    ])
  })

  it('have no library that the engine lacks', () => {
    expect(errorsIn(builder('return [[1]].flat().map(String)'))).toEqual([expect.stringMatching(/flat/)])
    expect(errorsIn(builder('return [attr.a.replaceAll("a", "b")]'))).toEqual([
      expect.stringMatching(/replaceAll/),
    ])
  })

  it.each([
    ['an async builder', 'export default defineConnectionBuilder(async () => ["a"])'],
    ['a builder that returns an object', 'export default defineConnectionBuilder(() => ({ a: "b" }))'],
    ['a builder that returns numbers', 'export default defineConnectionBuilder(() => [1])'],
  ])('refuse %s', (_, script) => {
    expect(
      errorsIn(`import { defineConnectionBuilder } from '@tacosmith/core/script'\n${script}`),
    ).toHaveLength(1)
  })

  it('refuse properties that may be undefined', () => {
    expect(errorsIn(properties('return { a: undefined }'))).toHaveLength(1)
    expect(errorsIn(properties('return { a: "b" }'))).toEqual([])
  })

  it('strike out what Tableau has deprecated, with the release', () => {
    const path = join(project, 'connectionBuilder.ts')
    writeFileSync(
      path,
      builder('logging.log("a"); connectionHelper.setImpersonateAttributes(attr, []); return []'),
    )
    const { options, fileNames } = readConfig(join(project, 'tsconfig.json'))
    const service = ts.createLanguageService({
      getCompilationSettings: () => options,
      getScriptFileNames: () => fileNames,
      getScriptVersion: () => '1',
      getScriptSnapshot: (name) =>
        ts.sys.fileExists(name) ? ts.ScriptSnapshot.fromString(readFileSync(name, 'utf8')) : undefined,
      getCurrentDirectory: () => project,
      getDefaultLibFileName: ts.getDefaultLibFilePath,
      fileExists: ts.sys.fileExists,
      readFile: ts.sys.readFile,
      directoryExists: ts.sys.directoryExists,
      realpath: (name) => name,
    })
    const struck = service.getSuggestionDiagnostics(path).filter(({ reportsDeprecated }) => reportsDeprecated)
    expect(messages(struck)).toEqual([
      expect.stringMatching(/logging\.log.*deprecated/),
      expect.stringMatching(/setImpersonateAttributes.*deprecated/),
    ])
  })
})

describe('scripts with generated types', () => {
  it('refuse an attribute that the connector does not have', async () => {
    const types = await typesOf(fields(region))
    expect(errorsIn(builder("return ['a' + attr['v-region']]"), types)).toEqual([])
    expect(errorsIn(builder("return ['a' + attr['v-regoin']]"), types)).toEqual([
      expect.stringMatching(/^3: .*v-regoin/),
    ])
    expect(errorsIn(builder('return [attr[connectionHelper.attributeWarehouse]]'), types)).toEqual([
      expect.stringMatching(/^3: .*warehouse/),
    ])
  })

  it('know the values of selections and booleans', async () => {
    const boolean = `<field name="sslmode" label="Encrypt" value-type="boolean">
      <boolean-options><false-value value=""/><true-value value="require"/></boolean-options></field>
      <field name="v-plain" label="Plain" value-type="boolean"/>`
    const types = await typesOf(fields(region + boolean))
    const script = (comparison: string) => builder(`return [${comparison} ? 'a' : 'b']`)
    for (const right of ["attr['v-region'] === 'eu'", "attr.sslmode === ''", "attr['v-plain'] === 'true'"])
      expect(errorsIn(script(right), types)).toEqual([])
    for (const wrong of ["attr['v-region'] === 'eu '", "attr.sslmode === 'true'", "attr['v-plain'] === '1'"])
      expect(errorsIn(script(wrong), types)).toEqual([expect.stringMatching(/no overlap/)])
  })

  it('read the attributes by the names that connectionHelper gives', async () => {
    const body = `const server: string = attr[connectionHelper.attributeServer]
      const user: 'auth-user-pass' = attr[connectionHelper.attributeAuthentication]
      const impersonate = attr[connectionHelper.attributeTableauServerAuthMode] === connectionHelper.valueAuthModeDBImpersonate
      return [server, user, attr.password, String(impersonate)]`
    expect(errorsIn(builder(body), await typesOf())).toEqual([])
  })

  it('must expect optional, conditional and late attributes to be absent', async () => {
    const types = await typesOf(
      fields(`<field name="v-a" label="A" value-type="string" optional="true"/>
        <field name="v-b" label="B" value-type="string"><conditions><condition field="v-a" value="x"/></conditions></field>
        <field name="v-c" label="C" value-type="string"/>`),
    )
    for (const name of ['v-a', 'v-b', 'dbname'])
      expect(errorsIn(builder(`return [attr['${name}']]`), types)).toEqual([
        expect.stringMatching(/undefined/),
      ])
    expect(errorsIn(builder("return [attr['v-c'], attr['v-a'] ?? '', attr.dbname || '']"), types)).toEqual([])
  })
})

describe('the generated types', () => {
  it('are the whole truth about a connector, in its order', async () => {
    expect(await typesOf(fields(region))).toMatchInlineSnapshot(`
      "// Generated by tacosmith from the files of this connector. Do not edit: it is written again when they change.
      import '@tacosmith/core/script'

      declare module '@tacosmith/core/script' {
        interface ConnectorAttributes {
          /** Connection field: Region */
          readonly 'v-region': 'eu' | 'us'
          /** Required attribute */
          readonly server: string
          /** Required attribute */
          readonly port: string
          /** Required attribute */
          readonly dbname?: string | undefined
          /** Required attribute */
          readonly authentication: string
          /** Required attribute */
          readonly username: string
          /** Required attribute */
          readonly password: string
        }
      }
      "
    `)
  })

  it('hold what OAuth adds where it is offered', async () => {
    const fieldsText = minimalConnector()['connection-fields.xml']
    const oauth = replaceIn(
      fieldsText,
      '</selection-group>',
      '<option label="O" value="oauth"/></selection-group>',
    )
    expect(await typesOf({ 'connection-fields.xml': oauth })).toContain(
      'readonly ACCESSTOKEN?: string | undefined',
    )
    expect(await typesOf()).not.toContain('ACCESSTOKEN')
  })

  it('hold the prompts of a .tcd dialog', async () => {
    const manifest = replaceIn(
      minimalConnector()['manifest.xml'],
      '<connection-fields file="connection-fields.xml"/>',
      '<connection-dialog file="dialog.tcd"/>',
    )
    const dialog = `<connection-dialog class="brook_jdbc"><connection-config>
      <vendor1-prompt value="Region: "/><vendor2-prompt value="Zone: " optional="true"/>
      <vendor3-prompt value="No: " enabled="false"/></connection-config></connection-dialog>`
    const types = await typesOf({ 'manifest.xml': manifest, 'dialog.tcd': dialog })
    expect(types).toContain('/** Dialog prompt: Region: */\n    readonly vendor1: string\n')
    expect(types).toContain('readonly vendor2?: string | undefined')
    expect(types).not.toContain('vendor3')
  })

  it('say that a database is always there when it must be entered first', async () => {
    const manifest = replaceIn(
      minimalConnector()['manifest.xml'],
      '<connection-resolver',
      '<connection-metadata file="metadata.xml"/><connection-resolver',
    )
    const types = (database: string) =>
      typesOf({
        'manifest.xml': manifest,
        'metadata.xml': `<connection-metadata>${database}</connection-metadata>`,
      })
    expect(await types('<database enabled="true" label="D"><field/></database>')).toContain(
      'dbname: string\n',
    )
    expect(await types('<database enabled="true" label="D"/>')).toContain('dbname?: string | undefined\n')
  })

  it('survive any name, label and value', async () => {
    const odd = `<field name="it's &quot;\\&#x2028;odd" label="*/ } evil: /* @deprecated &#10; ünïcödé 数据" value-type="selection">
      <selection-group><option value="a'b\\&#x2029;&#9;"/><option value=""/><option value="数"/></selection-group></field>
      <field name="" label="x" value-type="string"/><field label="nameless"/><field name="__proto__" label="p" value-type="string"/>
      <field name="v-l" label="@string/a/" value-type="selection"><selection-group><option value="@string/b/"/></selection-group></field>`
    const types = await typesOf(fields(odd))
    expect(errorsIn(builder("return [attr['__proto__'], attr['v-l']]"), types)).toEqual([])
    expect(types).toContain("readonly 'it\\'s \"\\\\\\u2028odd': 'a\\'b\\\\\\u2029\\t' | '' | '数'")
  })

  it('leave attr loose for a connector without attributes', async () => {
    const empty = attributeTypes(await readConnector(memorySource({ 'manifest.xml': '<connector-plugin/>' })))
    expect(errorsIn(builder('return [attr.anything]'), empty)).toEqual([])
    expect(attributeTypes(await readConnector(memorySource({ 'manifest.xml': 'no XML' })))).toBe(empty)
  })
})
