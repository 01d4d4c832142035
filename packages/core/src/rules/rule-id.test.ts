import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

describe('validate.rules in a configuration', () => {
  const path = join(import.meta.dirname, '..', 'tacosmith.config.ts')

  let text = ''
  let version = 0
  const read = (name: string) => (name === path ? text : ts.sys.readFile(name))
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2023,
    types: ['node'],
  }
  /** TypeScript as editors ask it: what is imported it reads once. */
  const service = ts.createLanguageService({
    getCompilationSettings: () => options,
    getScriptFileNames: () => [path],
    getScriptVersion: (name) => (name === path ? String(version) : '1'),
    getScriptSnapshot: (name) => {
      const content = read(name)
      return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content)
    },
    getCurrentDirectory: () => import.meta.dirname,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (name) => name === path || ts.sys.fileExists(name),
    readFile: read,
  })

  /** Writes a configuration with these settings of rules. */
  function write(settings: string): void {
    version++
    text = `import { defineConfig } from './build/options/options.ts'\nexport const config = defineConfig({ validate: { rules: { ${settings} } } })\n`
  }

  const errorsIn = (settings: string) => {
    write(settings)
    return service
      .getSemanticDiagnostics(path)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
  }

  it('takes the names of rules', () => {
    expect(errorsIn("'https-only': 'off', 'script-trial-error': 'warn', 'taco-unsigned': 'error'")).toEqual(
      [],
    )
  })

  it('refuses a misspelt name, and another setting', () => {
    expect(errorsIn("'http-only': 'off'")).toEqual([expect.stringContaining("'http-only'")])
    expect(errorsIn("'https-only': 'warning'")).toEqual([expect.stringContaining('"warning"')])
  })

  it('lets editors complete the names', () => {
    write("'https'")
    const completions = service.getCompletionsAtPosition(path, text.indexOf("https'"), undefined)
    const names = completions?.entries.map(({ name }) => name.replaceAll(/['"]/g, ''))
    expect(names).toEqual(expect.arrayContaining(['https-only', 'js-unknown-helper']))
  })
})
