// A plugin for esbuild that imports from a package's own modules what is imported from its doors.
//
// esbuild splits bundles by files: a command that imports one name through the door of a package would load all that stands
// behind that door, used by it or not. Names that cannot be followed stop the build.
import { readFile } from 'node:fs/promises'
import { dirname, extname, join } from 'node:path'
import { init, parse } from 'es-module-lexer'

/**
 * @param doors - The paths of modules by the names that files import them by.
 */
export function directImports(doors) {
  return {
    name: 'direct-imports',
    async setup(build) {
      const placesOf = new Map()
      for (const [name, file] of Object.entries(doors)) placesOf.set(name, await exportsOf(file))
      const names = [...placesOf.keys()]
      build.onLoad({ filter: /\.[jt]s$/ }, async ({ path }) => {
        if (path.includes('node_modules')) return undefined
        const text = await readFile(path, 'utf8')
        if (!names.some((name) => text.includes(name))) return undefined
        const contents = await rewrite(text, placesOf, path)
        return { contents, loader: extname(path) === '.ts' ? 'ts' : 'js' }
      })
    },
  }
}

/** Puts other statements in the place of imports. Texts that only look like one, as templates do, stay. */
async function rewrite(text, placesOf, path) {
  await init
  const [imports] = parse(text)
  let rewritten = ''
  let done = 0
  for (const { n: from, ss: start, se: end } of imports) {
    const [, names] = /^import\s*\{([^}]*)\}/.exec(text.slice(start, end)) ?? []
    const places = placesOf.get(from)
    if (places === undefined || names === undefined) continue
    rewritten += text.slice(done, start)
    rewritten += namesIn(names)
      .map(([name, local]) => importOf(name, local, places, path))
      .join('\n')
    done = end
  }
  return rewritten + text.slice(done)
}

function importOf(name, local, places, path) {
  const place = places.get(name)
  if (place === undefined) throw new Error(`${path} imports ${name}, which is exported nowhere`)
  return `import { ${place.name} as ${local} } from ${JSON.stringify(place.file)};`
}

/** The names that a module exports, each with the module that makes it and its name there. */
async function exportsOf(file) {
  const text = await readFile(file, 'utf8')
  const places = new Map()
  for (const [, name] of text.matchAll(/^export (?:async )?(?:function\*?|class|const|let) (\w+)/gm)) {
    places.set(name, { file, name })
  }
  for (const [, names, , from] of text.matchAll(/^export \{([^}]*)\}(?: from (['"])(.+?)\2)?/gm)) {
    const origin = from === undefined ? undefined : await exportsOf(join(dirname(file), from))
    for (const [name, exported] of namesIn(names)) {
      places.set(exported, origin === undefined ? { file, name } : origin.get(name))
    }
  }
  for (const [, , from] of text.matchAll(/^export \* from (['"])(.+?)\1/gm)) {
    for (const [name, place] of await exportsOf(join(dirname(file), from))) {
      if (!places.has(name)) places.set(name, place)
    }
  }
  return places
}

/** `a, b as c` as pairs of both names; types are left out. */
function namesIn(list) {
  return list
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '' && !item.startsWith('type '))
    .map((item) => {
      const [name, local = name] = item.split(/\s+as\s+/)
      return [name, local]
    })
}
