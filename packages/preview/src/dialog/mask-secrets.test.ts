import { expect, test } from 'vitest'
import { maskSecrets } from './mask-secrets.ts'

const dots = '••••••'

test.each([
  ['PWD=hunter2;UID=ann', ['hunter2'], `PWD=${dots};UID=ann`],
  ['jdbc:x?password=a%20b%26c', ['a b&c'], `jdbc:x?password=${dots}`],
  ['PWD={a}}b}', ['a}b'], `PWD={${dots}}`],
  ['nothing', [''], 'nothing'],
  ['abc ab', ['ab', 'abc'], `${dots} ${dots}`],
  ['$& and $1', ['$&'], `${dots} and $1`],
])('%s without %j is %s', (text, secrets, expected) => {
  expect(maskSecrets(text, secrets)).toBe(expected)
})

test('half a character is masked too', () => {
  expect(maskSecrets('PWD=\ud83d;', ['\ud83d'])).toBe(`PWD=${dots};`)
})
