import { describe, expect, it } from 'vitest'
import { driverNameOf } from './driver-name.ts'

function nameIn(pattern: string): string | undefined {
  const text = pattern.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  const resolver = `<tdr class="brook"><driver-resolver><driver-match><driver-name type="regex">${text}</driver-name></driver-match></driver-resolver></tdr>`
  return driverNameOf(new TextEncoder().encode(resolver), 'win')
}

describe('the driver that a pattern stands for', () => {
  it.each([
    ['^Brook ODBC Driver$', 'Brook ODBC Driver'],
    ['Brook.*', 'Brook'],
    ['^Brook( ODBC)? (Driver|Treiber)$', 'Brook ODBC Driver'],
    ['Brook [0-9]+', 'Brook 0'],
    [String.raw`^Brook \(EU\) Driver$`, 'Brook (EU) Driver'],
    [String.raw`^Brook \[a\]\+\*\?\^\$\|\\ Driver$`, String.raw`Brook [a]+*?^$|\ Driver`],
    [String.raw`\$\{brook\}\$`, '${brook}$'],
    [String.raw`\.*Brook\.*`, '.Brook.'],
    [String.raw`Brook \w+`, undefined],
    ['Brook (', undefined],
  ])('%s is %s', (pattern, name) => {
    expect(nameIn(pattern)).toBe(name)
  })
})
