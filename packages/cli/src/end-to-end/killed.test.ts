import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { verifyIntegrity } from '@tacosmith/core/adapter'
import { minimalConnector } from '@tacosmith/test-kit'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { killedRun } from '../testing/killed-run.ts'
import { inConnectorFolder, type Workplace, workplace } from '../testing/run-cli.ts'

/** How many processes are killed: few in every run, 200 on demand. */
const kills = Number(process.env.TACOSMITH_KILLS ?? 27)
const signals = ['SIGKILL', 'SIGTERM', 'SIGINT'] as const
const exitCodes = { SIGTERM: 143, SIGINT: 130 }

const { 'connectionBuilder.js': _, ...others } = minimalConnector()
const taco = 'dist/brook_jdbc-v1.0.0.taco'
const sources = {
  'package.json': '{}',
  ...inConnectorFolder({
    ...others,
    'connectionBuilder.ts': 'export default (attr: Record<string, string>) => [`jdbc:x://${attr.server}`]\n',
  }),
}
let place: Workplace
beforeEach(async () => {
  place = await workplace(sources)
})
afterEach(() => place.dispose())

/** Repeatable, so that a failure can be looked at. */
let state = 20_261_129
function randomBelow(limit: number): number {
  state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
  return Math.floor((state / 2_147_483_648) * limit)
}

async function temporaryFiles(): Promise<string[]> {
  const entries = await readdir(place.folder, { recursive: true, withFileTypes: true })
  return entries.map(({ name }) => name).filter((name) => name.endsWith('.tmp'))
}

/** The sources as they were, but for the types that builds bring up to date. */
async function expectSources(): Promise<void> {
  for (const [name, text] of Object.entries(sources)) {
    expect(await readFile(join(place.folder, name), 'utf8'), name).toBe(text)
  }
}

/** Whatever lies there is a whole .taco. */
async function expectWholeTaco(): Promise<void> {
  const bytes = await readFile(join(place.folder, taco)).catch(() => undefined)
  if (bytes !== undefined) expect(await verifyIntegrity(bytes)).toEqual([])
}

async function killMany(words: string[], check: () => Promise<void>, count = kills / 3): Promise<void> {
  const started = Date.now()
  await place.run(words)
  const whole = Date.now() - started
  for (let round = 0; round < count; round++) {
    const signal = signals[round % signals.length] ?? 'SIGKILL'
    // The second half is when files are written.
    const after = round % 2 === 0 ? randomBelow(whole) : whole / 2 + randomBelow(whole / 2)
    const leftBefore = await temporaryFiles()
    const ending = await killedRun(words, place.folder, after, signal)
    const told = `${signal} after ${Math.round(after)} ms: ${ending.stderr}`
    if (ending.signal === null && ending.exitCode !== 0) {
      expect(signal, told).not.toBe('SIGKILL')
      expect(ending.exitCode, told).toBe(exitCodes[signal as keyof typeof exitCodes])
    } else expect([signal, null], told).toContain(ending.signal)
    // A process that is killed outright can clean up nothing; the next one that comes to writing does.
    if (signal !== 'SIGKILL') {
      const added = (await temporaryFiles()).filter((name) => !leftBefore.includes(name))
      expect(added, told).toEqual([])
    }
    await check()
    await expectSources()
  }
  expect((await place.run(words)).exitCode).toBe(0)
  expect(await temporaryFiles()).toEqual([])
}

const timeout = 60_000 + kills * 3000

it('a build that is killed leaves the earlier .taco or a new one, and nothing half', {
  timeout,
}, async () => {
  await killMany(['build', 'connector', '--sign', 'development'], expectWholeTaco)
})

it('so does signing in place', { timeout }, async () => {
  await place.run(['build', 'connector'])
  const unsigned = await readFile(join(place.folder, taco))
  await killMany(['sign', taco, '--development'], async () => {
    const isAsBefore = (await readFile(join(place.folder, taco))).equals(unsigned)
    if (!isAsBefore) await expectWholeTaco()
    await writeFile(join(place.folder, taco), unsigned)
  })
})

it('a watch round that is killed leaves whole files, and the next one ends the work', {
  timeout,
}, async () => {
  const kept = join(place.folder, '.tacosmith/dev/brook_jdbc')
  const dialect = sources['connector/dialect.tdd' as keyof typeof sources] ?? ''
  let edit = 0
  for (let round = 0; round < kills / 3; round++) {
    const signal = signals[round % signals.length] ?? 'SIGKILL'
    const session = killedRun(['dev', 'connector'], place.folder, 1500 + randomBelow(1500), signal)
    const editing = setTimeout(1000).then(() =>
      place.write({ 'connector/dialect.tdd': `${dialect}<!-- ${++edit} -->\n` }),
    )
    const ending = await session
    await editing
    // On SIGINT and SIGTERM a watcher ends as it should.
    if (ending.signal === null) expect(ending.exitCode, ending.stderr).toBe(0)
    for (const name of await readdir(kept).catch(() => [])) {
      if (!name.endsWith('.tdd')) continue
      const text = await readFile(join(kept, name), 'utf8')
      expect(text).toMatch(/^[\s\S]*<\/dialect>\s*(<!-- \d+ -->\s*)?$/)
    }
  }
  await place.write({ 'connector/dialect.tdd': `${dialect}<!-- last -->\n` })
  expect((await place.run(['dev', 'connector', '--once'])).exitCode).toBe(0)
  expect(await readFile(join(kept, 'dialect.tdd'), 'utf8')).toContain('<!-- last -->')
  expect(await temporaryFiles()).toEqual([])
  await place.write({ 'connector/dialect.tdd': dialect })
  await expectSources()
})

it('20 builds at the same time into one folder give one whole .taco', { timeout: 120_000 }, async () => {
  const words = ['build', 'connector']
  const endings = await Promise.all(
    Array.from({ length: 20 }, () => killedRun(words, place.folder, 100_000, 'SIGKILL')),
  )
  for (const { exitCode, stderr } of endings) expect(exitCode, stderr).toBe(0)
  const bytes = await readFile(join(place.folder, taco))
  const { stdout } = await place.run([...words, '--json'])
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(JSON.parse(stdout).sha256)
  expect(await temporaryFiles()).toEqual([])
})
