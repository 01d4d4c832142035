import { fullDocuments, minimalConnector } from '@tacosmith/test-kit'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { memorySource, readConnector } from '../../connector/index.ts'
import { diffConnectors } from './diff-connectors.ts'
import { reviewClasses } from './review.ts'

const whole: Record<string, string> = {
  ...minimalConnector(),
  'connection-fields.xml': fullDocuments['connection-fields'][0],
  'connection-resolver.tdr': fullDocuments['connection-resolver'][0].replaceAll(
    'builder.js',
    'connectionBuilder.js',
  ),
  'dialect.tdd': fullDocuments.dialect[0],
}
const pieces = [
  '',
  '"',
  '<',
  '/>',
  '<a>',
  'name=""',
  '__proto__',
  'constructor',
  '@string/x/',
  '\u0000',
  '1',
  '{',
  '\n',
]

/** A connector with a few places of one file overwritten. */
const damaged: fc.Arbitrary<Record<string, string>> = fc
  .tuple(
    fc.constantFrom(...Object.keys(whole)),
    fc.array(fc.tuple(fc.nat(), fc.nat(12), fc.constantFrom(...pieces)), { maxLength: 4 }),
  )
  .map(([path, edits]) => {
    let text = whole[path] ?? ''
    for (const [place, length, piece] of edits) {
      const start = place % (text.length + 1)
      text = text.slice(0, start) + piece + text.slice(start + length)
    }
    return { ...whole, [path]: text }
  })

it('compares whatever it is given, and finds nothing between a connector and itself', async () => {
  await fc.assert(
    fc.asyncProperty(damaged, damaged, async (one, other) => {
      const [old, updated] = await Promise.all(
        [one, other].map((files) => readConnector(memorySource(files))),
      )
      if (old === undefined || updated === undefined) throw new Error('There is nothing to compare.')
      expect(reviewClasses).toContain(diffConnectors({ connector: old }, { connector: updated }).review)
      expect(diffConnectors({ connector: old }, { connector: old }).changes).toEqual([])
    }),
    { numRuns: 300 },
  )
})
