import { minimalConnector } from '@tacosmith/test-kit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Checkout, checkout, inFolder } from '../testing/run-action.ts'

const right = {
  name: 'default port',
  values: { server: 'db' },
  expect: { connection: 'jdbc:brook://db:7800/' },
}
const wrong = { name: 'other <port>', values: { server: 'db' }, expect: { connection: 'jdbc:brook://db:1/' } }

let place: Checkout
beforeEach(async () => {
  place = await checkout(inFolder('db/connector', minimalConnector()))
})
afterEach(() => place.dispose())

const save = (...scenarios: object[]): Promise<void> =>
  place.write({ 'db/scenarios/ports.json': JSON.stringify({ scenarios }) })

describe('scenarios beside the connector', () => {
  it.each<[string, Record<string, string>]>([
    ['before a build', {}],
    ['where nothing is built', { 'validate-only': 'true' }],
  ])('are run %s, and counted', async (_, inputs) => {
    await save(right)
    const { exitCode, stdout, summary } = await place.run({ connector: 'db', ...inputs })
    expect(exitCode).toBe(0)
    expect(stdout).toContain('✔ default port ports.json')
    expect(summary).toContain('1 as expected')
  })

  it('fail the run where they come out other than expected', async () => {
    await save(right, wrong)
    const { exitCode, stdout, summary } = await place.run({ connector: 'db' })
    expect(exitCode).toBe(1)
    expect(stdout).toContain('::error::1 of 2 scenarios in db/scenarios came out other than expected')
    expect(stdout).toContain('expected "jdbc:brook://db:1/"')
    expect(summary).toContain('1 of 2 other than expected')
    expect(summary).toContain('other &lt;port&gt;')
    expect(summary).not.toContain('default port')
  })

  it('fail the run where a file of them is broken', async () => {
    await place.write({ 'db/scenarios/ports.json': '{' })
    const { exitCode, stdout } = await place.run({ connector: 'db' })
    expect(exitCode).toBe(1)
    expect(stdout).toContain('ports.json is not JSON')
  })

  it('are not run for unknown authors', async () => {
    await save(wrong)
    const { exitCode, stdout } = await place.run({ connector: 'db', untrusted: 'true' })
    expect(exitCode).toBe(0)
    expect(stdout).not.toContain('other <port>')
  })
})
