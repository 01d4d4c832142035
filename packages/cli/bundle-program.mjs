// Divides the program into a few files by the commands that need them. A file is read and compiled as a whole, which is most of
// what a short command does besides its work; many small files would be no better, since each takes its time to be found.
import { writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { init, parse } from 'es-module-lexer'
import { transform } from 'esbuild'
import { bundleInParts } from '../../tools/bundle.mjs'

/**
 * What goes into each file, unless it is in one before it. `needed` by a command is what is loaded with it, `used` what it may
 * import besides when it turns out to be needed.
 */
const files = {
  program: ({ needed }) => [
    ...needed('build/main.js'),
    ...needed('build/commands/verify.js').filter((part) =>
      needed('build/commands/validate.js').includes(part),
    ),
  ],
  verifying: ({ used }) => used('build/commands/verify.js'),
  signing: ({ used }) => used('build/commands/sign.js'),
  checking: ({ needed }) => [
    ...needed('build/commands/validate.js'),
    ...needed('build/several/answer-jobs.js'),
  ],
  packaging: ({ used }) => [
    ...used('build/commands/validate.js'),
    ...used('build/commands/build.js'),
    ...used('build/commands/inspect.js'),
  ],
  rare: ({ all }) => all,
}

/** Where to stop: at commands, of which one runs, and at what few command lines come to. */
const isElsewhere = (entryPoint = '') =>
  /^build\/(?:commands|project|several)\/|\/examples\.js$/.test(entryPoint)
/** Imported on demand by each command line. */
const isAlwaysNeeded = (entryPoint = '') => /\/commander\//.test(entryPoint)

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
  for (const name of Object.keys(files)) {
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
  const closures = {
    needed: (start) => partsFrom(start, outputs, isAlwaysNeeded),
    used: (start) => partsFrom(start, outputs, (entryPoint) => !isElsewhere(entryPoint)),
    all: outputs.map(({ path }) => path),
  }
  for (const [file, partsOf] of Object.entries(files)) {
    for (const path of partsOf(closures)) if (!names.has(path)) names.set(path, `${file}-${names.size}`)
  }
  return names
}

/** The parts that come with an entry point, and with those that are imported on demand, if they are `wanted`. */
function partsFrom(entryPoint, outputs, wanted) {
  const start = outputs.find((output) => output.entryPoint === entryPoint)
  if (start === undefined) throw new Error(`${entryPoint} is imported nowhere on demand`)
  const found = new Set([start])
  for (const { imports } of found) {
    for (const { path, kind } of imports) {
      const imported = outputs.find((output) => output.path === basename(path))
      if (imported && (kind !== 'dynamic-import' || wanted(imported.entryPoint))) found.add(imported)
    }
  }
  return [...found].map(({ path }) => path)
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
