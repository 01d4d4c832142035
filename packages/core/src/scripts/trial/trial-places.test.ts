import { expect, it } from 'vitest'
import { scriptFacts } from '../analyse/script-facts.ts'
import { finishScripts } from '../bundle/finish-scripts.ts'
import { changedConnector } from '../testing/script-findings.ts'

it('tells the exact place, whatever is taken out of a bundle and put around it', async () => {
  const facts = scriptFacts(await changedConnector({}))
  const plan = {
    role: 'connection-builder',
    path: 'a.js',
    kind: 'module',
    sourcePath: 'a.ts',
    facts,
    place: { file: 'connection-resolver.tdr', line: 1, column: 1 },
  } as const
  const statements = [
    '  function defineConnectionBuilder(build) {',
    '    return build;',
    '  }',
    '  // A comment.',
    '  var build = /* @__PURE__ */ defineConnectionBuilder((attr) => {',
    '    const { server, ...others } = attr;',
    '    return [others.missing.value];',
    '  });',
    '  __tacosmith = build;',
  ].join('\n')
  const locate = (line: number, column: number) => ({ file: 'b.ts', line, column, text: 'b' })
  const bundles = {
    function: `(() => {\n${statements}\n})();`,
    strict: `"use strict";\n${statements}`,
    apart: `const attr = 1;\n${statements}`,
    plain: `\n${statements}`,
  }
  for (const [form, code] of Object.entries(bundles)) {
    const { findings } = await finishScripts([plan], new Map([['a.js', { code, locate }]]), {
      ...{ target: 'es2016', check: true, trial: true },
    })
    expect(findings, form).toMatchObject([{ rule: 'script-trial-error', line: 8, column: 27 }])
  }
})
