import { relative } from 'node:path'
import ts from 'typescript'

/** A file that is only in memory. */
export interface TypedFile {
  path: string
  text: string
}

/**
 * What TypeScript finds in files that import packages of this repository, by the sources of these: nothing has to be built.
 *
 * @param root - The repository.
 */
export function typeErrors(root: string, files: readonly TypedFile[]): string[] {
  const texts = new Map(files.map(({ path, text }) => [path, text]))
  const options: ts.CompilerOptions = {
    ...{ noEmit: true, strict: true, skipLibCheck: true, allowJs: true, checkJs: true, noImplicitAny: false },
    ...{ exactOptionalPropertyTypes: true, allowImportingTsExtensions: true, types: ['node'] },
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    paths: {
      '@tacosmith/core/*': [`${root}packages/core/src/*.ts`],
      '@tacosmith/vite-plugin/*': [`${root}packages/vite-plugin/src/*.ts`],
      '@tacosmith/*': [`${root}packages/*/src/index.ts`],
    },
  }
  const host = ts.createCompilerHost(options)
  const { fileExists, readFile, getSourceFile } = host
  host.fileExists = (path) => texts.has(path) || fileExists(path)
  host.readFile = (path) => texts.get(path) ?? readFile(path)
  host.getSourceFile = (path, language, ...others) => {
    const text = texts.get(path)
    return text === undefined
      ? getSourceFile(path, language, ...others)
      : ts.createSourceFile(path, text, language)
  }
  const program = ts.createProgram([...texts.keys()], options, host)
  return files.flatMap(({ path }) => {
    const source = program.getSourceFile(path)
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ messageText }) => `${relative(root, path)}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
    )
  })
}
