import { expect, test } from 'vitest'
import { localise } from './dialog-texts.ts'

const model = {
  texts: {
    en_US: { server: 'Server', port: 'Port' },
    de_DE: { server: 'Rechner' },
  },
}

test.each([
  ['de_DE', '@string/server/', 'Rechner', 'translated'],
  ['de_DE', '@string/port/', 'Port', 'fallback'],
  ['de_DE', '@string/nothing/', '@string/nothing/', 'missing'],
  ['de_DE', 'Server', 'Server', 'literal'],
  ['de_DE', '@string/server/ (@string/port/)', 'Rechner (Port)', 'fallback'],
  ['fr_FR', '@string/server/', 'Server', 'fallback'],
  ['en_US', '@string/server/', 'Server', 'translated'],
  ['en_US', '@string/constructor/', '@string/constructor/', 'missing'],
  ['__proto__', '@string/toString/', '@string/toString/', 'missing'],
  ['en_US', '@string/server', '@string/server', 'literal'],
])('in %s, %s is %s', (language, text, expected, state) => {
  expect(localise(model, language, text)).toEqual({ text: expected, state })
})
