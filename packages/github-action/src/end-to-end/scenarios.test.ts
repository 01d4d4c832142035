import { symlink } from 'node:fs/promises'
import { join } from 'node:path'
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

  it('lie in the connector where that is the whole repository', async () => {
    await place.write(minimalConnector({ 'scenarios/ports.json': JSON.stringify({ scenarios: [wrong] }) }))
    const { exitCode, stdout } = await place.run({ connector: '.', 'validate-only': 'true' })
    expect(exitCode).toBe(1)
    expect(stdout).toContain('::error::1 of 1 scenarios in scenarios came out other than expected')
  })

  it('fail the run where they name what the dialog lacks', async () => {
    await save({ ...right, values: { server: 'db', prot: '1' } })
    const { exitCode, stdout, summary } = await place.run({ connector: 'db' })
    expect(exitCode).toBe(1)
    expect(stdout).toContain('the dialog has no such field; it has server, port, ')
    expect(summary).toContain('the dialog has no such field')
  })

  it.skipIf(process.platform === 'win32')('are not read from outside the repository', async () => {
    await symlink('/etc', join(place.folder, 'db/scenarios'))
    const { exitCode, stdout } = await place.run({ connector: 'db' })
    expect(exitCode).toBe(1)
    expect(stdout).toContain('is a link that leads out of the project')
  })
})
