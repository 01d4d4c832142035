import { loadScript, standInGlobals } from '@tacosmith/core/testing'
import { evaluateInQjsEngine, findQjsEngine } from '@tacosmith/test-kit'
import fc from 'fast-check'
import { expect } from 'vitest'

const engines = ([5, 6] as const)
  .map((major) => findQjsEngine(major))
  .filter((engine) => engine !== undefined)

/** Texts as users type them, with the characters that quoting and parsing trip over. */
const text = fc.oneof(
  fc.constantFrom('', ' ', 'localhost', 'db.example.com', '5432', '{a;b}', 'ä€😀', '"', "'", '\\', 'a=b'),
  fc.string({ maxLength: 12 }),
)

const inputs = fc.sample(
  fc.record(
    {
      server: text,
      port: text,
      username: text,
      password: text,
      dbname: text,
      authentication: text,
      'v-extra': text,
    },
    { requiredKeys: ['server', 'port'] },
  ),
  { numRuns: 50, seed: 20261122 },
)

/** All scripts give the same for every input: in each of Qt's engines, and in the stand-in. */
export async function expectEqualBehaviour(scripts: string[]): Promise<void> {
  const prelude = standInGlobals()
  const [first = ''] = scripts
  const standIn = await loadScript(first)
  const expected = inputs.map((input) => outcomeOf(() => standIn(input)))
  // A script that fails whatever it is given would agree with itself everywhere.
  expect(expected.filter((outcome) => 'value' in outcome).length).toBeGreaterThan(25)
  for (const script of new Set(scripts)) {
    const loaded = await loadScript(script)
    expect(inputs.map((input) => outcomeOf(() => loaded(input)))).toEqual(expected)
    for (const engine of engines) {
      const outcomes = await evaluateInQjsEngine(engine, { script, inputs, prelude })
      const results = outcomes.map((outcome) =>
        'value' in outcome ? { value: outcome.value } : { error: true },
      )
      expect(results, `Qt ${engine.qtVersion}`).toEqual(expected)
    }
  }
}

/** Engines word their own errors differently: that there is one must agree. */
function outcomeOf(call: () => unknown): { value: unknown } | { error: true } {
  try {
    return { value: call() }
  } catch {
    return { error: true }
  }
}
