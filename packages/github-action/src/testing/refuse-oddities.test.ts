import { expect, it } from 'vitest'
import { refuseOddities } from './refuse-oddities.ts'

const said = (stdout: string, summary = '') => refuseOddities({ stdout, summary })
const finding = 'warning[taco-weak-key]: the certificate has a short key'

it.each([
  ['a flag', '::error::wrong%0AGive --out-dir instead', /a flag of the command line: Give --out-dir/],
  ['a command', '= help: tacosmith verify --for gallery judges it', /of the command line|a command/],
  ['an option', 'Set the folder with outDir.', /an option of a configuration/],
  ['one thing twice', `${finding}\nelse\n${finding}`, /the action says twice/],
])('finds %s', (_, stdout, message) => {
  expect(() => said(stdout)).toThrow(message)
})

it('finds a summary that says two things of the signature', () => {
  expect(() => said('', '<tr>Signed by</tr><tr>none: Tableau loads it</tr>')).toThrow(/and that it is not/)
})

it('leaves alone what other programs say, and the annotations', () => {
  said(`::group::The same as annotations\n::warning::${finding}\n${finding}\n::endgroup::\n${finding}`)
  said('[command]/usr/bin/build --minify\nrun build --watch')
  expect(() => said('[command]/usr/bin/build\n::error::Give --out-dir')).toThrow(/a flag/)
})
