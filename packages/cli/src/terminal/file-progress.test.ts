import { expect, it } from 'vitest'
import { reportFile } from './file-progress.ts'

it.each([
  [1, ['Signing out/x.taco', 'Signing out/x.taco, waiting for the timestamp of tsa.example.com']],
  [
    7,
    [
      'Signing 3 of 7: out/x.taco',
      'Signing 3 of 7: out/x.taco, waiting for the timestamp of tsa.example.com',
    ],
  ],
])('names the file, among %i', (count, expected) => {
  const said: string[] = []
  const reportWait = reportFile('Signing', '/home/out/x.taco', { number: 3, count, cwd: '/home' }, (text) =>
    said.push(text),
  )
  reportWait('the timestamp of tsa.example.com')
  expect(said).toEqual(expected)
})
