import { describe, expect, it } from 'vitest'
import { resultInEngines, scriptEngines } from '../testing/engines.ts'
import { dropUnused } from './drop-unused.ts'
import { finishScript } from './finish-script.ts'

const plan = { role: 'connection-builder', path: 'a.js', sourcePath: 'a.ts' } as const

/** As webpack and Rspack write modules that they have joined, with a loader that keeps comments. */
const joined = `/******/ "use strict";

;// ./node_modules/p/script.js
/** Types. */
function defineConnectionBuilder(build) {
  return build;
}
function defineConnectionProperties(properties) {
  return properties;
}


;// ./connector/lib/shared.ts
// Shared by both scripts.

/** Joins. */
const join = (all) => all.join(";"); // so

/** Nobody calls this. */
const unused = () => console.log("x");

;// ./connector/connectionBuilder.ts


// The port.
const port = 7800;
/* harmony default export */ const connectionBuilder = (defineConnectionBuilder((attr) => {
  // What the reviewer wants to know.
  return [join([attr.server, port])];
}));

;// data:text/javascript,import%20script%20from%20%22.%2Fa.ts%22%0A__tacosmith%20%3D%20script

__tacosmith = connectionBuilder
`

describe('dropUnused', () => {
  it('takes out what nobody uses, and leaves the rest in its lines', async () => {
    const { code, map } = await dropUnused({ code: joined, map: '{}' }, plan)
    expect(map).toBe('{}')
    expect(code).not.toMatch(/unused|Nobody|defineConnectionProperties/)
    const lineOf = (text: string, part: string) => text.split('\n').findIndex((line) => line.includes(part))
    for (const part of ['const join', '// The port.', 'return [join', '__tacosmith ='])
      expect(lineOf(code, part), part).toBe(lineOf(joined, part))
  })

  it.each([
    ['webpack', joined],
    [
      'Rspack',
      joined
        .replaceAll(/^;\/\/ /gm, '// CONCATENATED MODULE: ')
        .replace('harmony default export', 'export default'),
    ],
  ])('lets the script of %s be one that people wrote', async (_bundler, written) => {
    const bundle = await dropUnused({ code: written, map: undefined }, plan)
    const { code } = await finishScript(plan, bundle.code, { target: 'es2016', check: true })
    expect(code).toBe(`(function dsbuilder(attr) {
"use strict";

// ./connector/lib/shared.ts
// Shared by both scripts.

/** Joins. */
const join = (all) => all.join(";"); // so

// ./connector/connectionBuilder.ts

// The port.
const port = 7800;
const connectionBuilder = (attr) => {
  // What the reviewer wants to know.
  return [join([attr.server, port])];
};
return connectionBuilder(attr);
})
`)
    if (scriptEngines.length > 0)
      expect(await resultInEngines(code, { server: 'a' })).toEqual({ value: ['a;7800'] })
  })

  it('has a script written anew that loads its modules itself, or of which parts of a statement are unused', async () => {
    for (const code of [
      '/******/ var modules = {};\n// a\nconst b = () => [];\n__tacosmith = b',
      '// a\nconst b = () => [], c = 1;\n__tacosmith = b',
    ]) {
      const dropped = await dropUnused({ code, map: undefined }, plan)
      expect(dropped.code).toMatch(/^\s*\(\(\) => \{/)
      expect(dropped.code).not.toMatch(/modules|c = 1/)
    }
  })

  it("leaves the author's comments alone, whatever they say", async () => {
    const comments = '/* export the port */\n// data: of the port\n/* harmonious */ const port = 1;\n'
    const bundle = `;// ./a.ts\n${comments}const b = () => [port];\n__tacosmith = b`
    const { code } = await finishScript(plan, bundle, { target: 'es2016', check: true })
    expect(code).toContain(`// ./a.ts\n${comments}`)
  })

  it('says what is no script', async () => {
    await expect(dropUnused({ code: 'no script', map: undefined }, plan)).rejects.toMatchObject({
      code: 'script',
    })
  })
})
