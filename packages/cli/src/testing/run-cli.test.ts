import { minimalConnector } from '@tacosmith/test-kit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inConnectorFolder, type Outcome, type Workplace, workplace } from './run-cli.ts'

let place: Workplace
beforeEach(async () => {
  place = await workplace(inConnectorFolder(minimalConnector()))
})
afterEach(() => place.dispose())

/** Runs the command with a configuration that does something in its process. */
async function runWith(statements: string, environment?: Record<string, string>): Promise<Outcome> {
  await place.write({ 'tacosmith.config.mjs': `${statements}\nexport default {}\n` })
  return await place.run(['validate'], environment)
}

const tellProcess = 'process.stderr.write(`process ${process.pid}\\n`)'

describe('a run in a shared process', () => {
  it('shares it with the run before', async () => {
    await place.write({ 'tacosmith.config.mjs': '' })
    const { folder } = place
    const first = await runWith(tellProcess)
    await place.dispose()
    place = await workplace(inConnectorFolder(minimalConnector()))
    expect(place.folder).not.toBe(folder)
    expect((await runWith(tellProcess)).stderr).toBe(first.stderr)
  })

  it('sees a module as it is now', async () => {
    expect((await runWith("process.stderr.write('first')")).stderr).toBe('first')
    expect((await runWith("process.stderr.write('second')")).stderr).toBe('second')
  })

  it('shares it where there was no module before', async () => {
    const first = await runWith(tellProcess)
    await place.dispose()
    place = await workplace(inConnectorFolder(minimalConnector()))
    expect(await place.run(['validate'])).toMatchObject({ exitCode: 0, stderr: '' })
    expect((await runWith(tellProcess)).stderr).toBe(first.stderr)
  })

  it('finds a package.json that was not there', async () => {
    const tell = `process.stderr.write(await import('#told').then(({ told }) => told, () => 'nothing'))`
    await place.write({ 'tacosmith.config.mjs': `${tell}\nexport default {}\n` })
    expect((await place.run(['validate'])).stderr).toBe('nothing')
    await place.write({
      'package.json': '{ "imports": { "#told": "./told.mjs" } }',
      'told.mjs': "export const told = 'something'",
    })
    expect((await place.run(['validate'])).stderr).toBe('something')
  })

  it('has its own folder, words and variables', async () => {
    const tell = `const { SEEN, LEFT } = process.env
process.env.LEFT = 'by another run'
process.stderr.write([process.cwd(), ...process.argv.slice(2), SEEN, LEFT].join(' '))`
    expect((await runWith(tell, { SEEN: 'one' })).stderr).toBe(`${place.folder} validate one `)
    await place.dispose()
    place = await workplace(inConnectorFolder(minimalConnector()))
    expect((await runWith(tell)).stderr).toBe(`${place.folder} validate  `)
  })

  it('ends when nothing keeps it alive', async () => {
    expect((await runWith("setTimeout(() => process.stderr.write('late'), 200)")).stderr).toBe('late')
  })

  it('ends though it has looked whether somebody can answer', async () => {
    expect((await runWith('process.stderr.write(String(process.stdin.isTTY))')).stderr).toBe('undefined')
  })

  it.each([
    ['exits', 'process.exit(7)', 7, ''],
    ['sets an exit code', 'process.exitCode = 7', 0, ''],
    ['throws later', "setImmediate(() => { throw new Error('the moon') })", 1, 'Error: the moon'],
    ['rejects later', "Promise.reject(new Error('the moon'))", 1, 'Error: the moon'],
  ])('that %s ends as a process of its own', async (_how, statements, exitCode, stderr) => {
    const outcome = await runWith(statements)
    expect(outcome).toMatchObject({ exitCode, stderr: expect.stringContaining(stderr) })
    const apart = await place.runApart(['validate'])
    expect(apart).toMatchObject({ exitCode, stdout: outcome.stdout })
    expect(apart.stderr).toContain(stderr)
    expect((await runWith('')).exitCode).toBe(0)
  })

  it.each([
    ['a listener', "process.on('beforeExit', () => {})", 'listeners for beforeExit'],
    ['another folder', "process.chdir('connector')", 'its process in'],
  ])('fails where it leaves %s', async (_what, statements, message) => {
    await expect(runWith(statements)).rejects.toThrow(message)
  })
})

it('has a process of its own with variables that Node reads at its start', async () => {
  const [first, second] = [await runWith(tellProcess), await runWith(tellProcess, { TZ: 'Asia/Tokyo' })]
  expect(second.stderr).toMatch(/^process \d+\n$/)
  expect(second.stderr).not.toBe(first.stderr)
})
