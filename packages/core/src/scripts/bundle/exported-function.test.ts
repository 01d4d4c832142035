import { describe, expect, it } from 'vitest'
import { parseScript } from '../analyse/parse-script.ts'
import { readScriptTree } from '../analyse/script-tree.ts'
import { exportedFunction } from './exported-function.ts'

/** The source text of the function that is found. */
function exported(bundle: string): string | undefined {
  const parsed = parseScript(bundle, 'latest', 'script')
  if ('error' in parsed) throw new Error(parsed.error.message)
  const found = exportedFunction(readScriptTree(parsed.program))
  return found && bundle.slice(found.start, found.end)
}

describe('exportedFunction', () => {
  it.each([
    ['assigned itself', '__tacosmith = async () => 1', 'async () => 1'],
    ['in a variable', '(() => { const f = () => 1; __tacosmith = f })()', '() => 1'],
    ['declared', '(() => { function f() {} __tacosmith = f })()', 'function f() {}'],
    [
      'handed through a function',
      'function define(build) { return build } var a = define((0, () => 1)); __tacosmith = a',
      '() => 1',
    ],
    ['behind several names', 'var a = () => 1, b = a, c = b; __tacosmith = c', '() => 1'],
  ])('finds a function %s', (_kind, bundle, expected) => {
    expect(exported(bundle)).toBe(expected)
  })

  const modules = (entry: string) => `(() => {
    var modules = {
      "./shared.ts"(module, exports, req) { req.d(exports, { "default": () => (value) }); const value = () => "shared" },
      "./builder.ts"(module, exports, req) {
        req.d(exports, { "default": () => (value), again: () => (other["default"]), loop: () => (loop), n: () => (n) });
        var other = req("./shared.ts"); var loop = loop; const n = 1; const value = async () => "builder" },
      7: (module, exports, req) => { req.d(exports, { builder: () => named }); function named() { return 7 } },
    };
    ${entry}
  })()`

  it.each([
    [
      'the default of the right module',
      'var b = req("./builder.ts"); __tacosmith = b["default"]',
      'async () => "builder"',
    ],
    ['an export passed on', 'var b = req("./builder.ts"); __tacosmith = b.again', '() => "shared"'],
    ['a module with a number', 'var b = req(7); __tacosmith = b.builder', 'function named() { return 7 }'],
  ])('finds %s among module functions', (_kind, entry, expected) => {
    expect(exported(modules(entry))).toBe(expected)
  })

  it.each([
    ['nothing is assigned', ''],
    ['the module is not there', 'var b = req("./none.ts"); __tacosmith = b["default"]'],
    ['the export is not there', 'var b = req("./builder.ts"); __tacosmith = b.none'],
    ['the export is no function', 'var b = req("./builder.ts"); __tacosmith = b.n'],
    ['names lead round in a circle', 'var b = req("./builder.ts"); __tacosmith = b.loop'],
  ])('finds nothing where %s', (_kind, entry) => {
    expect(exported(modules(entry))).toBeUndefined()
  })
})
