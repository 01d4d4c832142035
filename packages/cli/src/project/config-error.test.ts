import { afterEach, expect, it } from 'vitest'
import { type Workplace, workplace } from '../testing/run-cli.ts'

let place: Workplace
afterEach(() => place?.dispose())

it.each([
  ['mjs', 'export default (\n  connector: 1\n)\n', ':2:12 cannot be loaded: Unexpected ":"'],
  ['mts', 'export default (\n  connector: 1\n)\n', ':2:12 cannot be loaded: Unexpected ":"'],
  ['mjs', '\nexport default { connector: nix }\n', ':2:29 cannot be loaded: nix is not defined'],
  ['mts', '\nexport default { connector: nix }\n', ':2 cannot be loaded: nix is not defined'],
])('tells where a configuration in .%s is wrong: %j', async (extension, text, message) => {
  const name = `tacosmith.config.${extension}`
  place = await workplace({ [name]: text })
  const { exitCode, stderr } = await place.run(['validate'])
  expect(exitCode).toBe(2)
  expect(stderr).toContain(`${name}${message}`)
  expect(stderr).not.toMatch(/^\s+at /m)
})
