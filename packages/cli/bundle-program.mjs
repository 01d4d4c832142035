// Divides the program into a few files by the commands that need them. A file is read and compiled as a whole, which is most of
// what a short command does besides its work; many small files would be no better, since each takes its time to be found.
import { writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { init, parse } from 'es-module-lexer'
import { transform } from 'esbuild'
import { bundleInParts } from '../../tools/bundle.mjs'

/** Each file holds what its commands need that is not in a file before it. */
const files = [
  { name: 'program', starts: ['build/main.js', 'build/commands/verify.js'] },
  { name: 'signing', starts: ['build/commands/sign.js'] },
  { name: 'checking', starts: ['build/commands/validate.js', 'build/several/answer-jobs.js'] },
  { name: 'packaging', starts: ['build/commands/build.js', 'build/commands/inspect.js'] },
]
/** All that is left. */
const lastFile = 'rare'

/** Modules that a command can do without: they are imported when it turns out that they are needed. */
const isSeldomNeeded = (entryPoint = '') =>
  /^build\/(?:commands|project|several)\/|\/examples\.js$/.test(entryPoint)

/**
 * @param settings - esbuild's.
 * @returns The files that went into the bundles, as of `bundlePackage`.
 */
export async function bundleProgram(settings) {
  const { outputFiles, metafile } = await bundleInParts({ main: 'build/main.js' }, settings)
  const outputs = Object.entries(metafile.outputs).map(([path, output]) => ({
    ...output,
    path: basename(path),
  }))
  const names = namesOf(outputs)
  await init
  const texts = new Map(outputFiles.map(({ path, text }) => [basename(path), text]))
  for (const name of [...files.map((file) => file.name), lastFile]) {
    const parts = outputs.filter(({ path }) => names.get(path).startsWith(`${name}-`))
    const functions = await Promise.all(
      parts.map(({ path }) => asFunction(names.get(path), texts.get(path), names)),
    )
    const opening = '(function (exports, require, module, __filename, __dirname, importModule) {'
    await writeFile(join('dist', `${name}.cjs`), `${opening}\n${functions.join('\n')}\n})\n`)
  }
  return Object.keys(metafile.inputs)
}

/** What the parts are called in the end: each name begins with that of the file that holds the part. */
function namesOf(outputs) {
  const names = new Map()
  for (const { name, starts } of files) {
    const found = new Set()
    for (const start of starts) follow(partOf(start, outputs), outputs, found)
    for (const path of found) if (!names.has(path)) names.set(path, `${name}-${names.size}`)
  }
  for (const { path } of outputs) if (!names.has(path)) names.set(path, `${lastFile}-${names.size}`)
  if (names.get(partOf('build/main.js', outputs).path) !== 'program-0')
    throw new Error('main.js must come first')
  return names
}

function partOf(entryPoint, outputs) {
  const found = outputs.find((output) => output.entryPoint === entryPoint)
  if (found === undefined) throw new Error(`${entryPoint} is imported nowhere on demand`)
  return found
}

function follow(part, outputs, found) {
  if (found.has(part.path)) return
  found.add(part.path)
  for (const { path, kind } of part.imports) {
    const imported = outputs.find((output) => output.path === basename(path))
    if (imported === undefined) continue
    if (kind === 'dynamic-import' && isSeldomNeeded(imported.entryPoint)) continue
    follow(imported, outputs, found)
  }
}

/** A part in the form that `divided-program.ts` runs. */
async function asFunction(name, text, names) {
  const { code } = await transform(renamed(text, names), {
    format: 'cjs',
    platform: 'node',
    target: 'node20.19',
    legalComments: 'none',
    minifySyntax: true,
    minifyWhitespace: true,
  })
  return `exports['${name}'] = function (exports, require, module, tacosmithUrl) {\n${code}};`
}

/**
 * With other names of the parts, and with a function that imports what is needed on demand: in code that V8 has kept, Node
 * does not know who calls `import`.
 */
function renamed(text, names) {
  let rewritten = ''
  let done = 0
  for (const { n: from, s: start, e: end, ss: statement, d: dynamic } of parse(text)[0]) {
    if (dynamic >= 0) {
      rewritten += `${text.slice(done, statement)}importModule`
      done = statement + 'import'.length
    }
    const name = from?.startsWith('./') && names.get(basename(from))
    if (!name) continue
    // Within the quotes, which the place of a dynamic import includes.
    const inner = dynamic >= 0 ? [start + 1, end - 1] : [start, end]
    rewritten += `${text.slice(done, inner[0])}./${name}`
    done = inner[1]
  }
  return rewritten + text.slice(done)
}
