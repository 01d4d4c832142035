import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import type { ScriptPlan } from '../plan/plan-scripts.ts'
import { finishScripts } from './finish-scripts.ts'

const plan = (path: string, role: ScriptPlan['role']): ScriptPlan => ({
  role,
  path,
  kind: 'module',
  sourcePath: path.replace('.js', '.ts'),
  place: { file: 'resolver.tdr', line: 1, column: 1 },
})

it('finishes every script that has a bundle, and gathers what is wrong with all of them', async () => {
  const plans = [
    plan('builder.js', 'connection-builder'),
    plan('properties.js', 'connection-properties'),
    plan('failed.js', 'connection-properties'),
  ]
  const bundles = new Map([
    ['builder.js', { code: '__tacosmith = (attr) => [console.log(attr)]' }],
    [
      'properties.js',
      {
        code: '__tacosmith = (attr) => ({ at: [attr].flat().length })',
        locate: () => ({ file: '../shared.ts', line: 7, column: 3, text: 'the text' }),
      },
    ],
  ])
  const { overlay, findings, sources } = await finishScripts(plans, bundles, {
    target: 'es2016',
    check: true,
    trial: true,
  })
  expect(Object.keys(overlay)).toEqual(['builder.js', 'properties.js'])
  expect(runInNewContext(overlay['properties.js'] ?? '')({})).toEqual({ at: 1 })
  expect(findings.map(({ rule, file, line }) => [rule, file, line])).toEqual([
    ['script-library', 'builder.ts', undefined],
    ['script-library', '../shared.ts', 7],
  ])
  expect(sources).toEqual({ '../shared.ts': 'the text' })
})
