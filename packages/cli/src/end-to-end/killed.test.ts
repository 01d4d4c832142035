import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { verifyIntegrity } from '@tacosmith/core/adapter'
import { minimalConnector } from '@tacosmith/test-kit'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startDev } from '../testing/dev-session.ts'
import { killedRun } from '../testing/killed-run.ts'
import { inConnectorFolder, type Workplace, workplace } from '../testing/run-cli.ts'

/** How many processes are killed in all: a few, and many where CI asks for them. */
const kills = Number(process.env.TACOSMITH_KILLS ?? 27)
/** Folders that are worked in at the same time: starting a process waits more than it works. */
const lanes = 3
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

const places: Workplace[] = []
afterEach(async () => {
  for (const place of places.splice(0)) await place.dispose()
})

async function newPlace(): Promise<Workplace> {
  const place = await workplace(sources)
  places.push(place)
  return place
}

/** Repeatable, so that a failure can be looked at. */
function randomNumbers(seed: number): (limit: number) => number {
  let state = 20_261_129 + seed * 104_729
  return (limit) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * limit)
  }
}

/** Has a third of all kills made in some folders at once. */
async function inLanes(work: (place: Workplace, rounds: Rounds) => Promise<void>): Promise<void> {
  await Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      const rounds = { first: lane, count: Math.ceil(kills / 3 / lanes), randomBelow: randomNumbers(lane) }
      await work(await newPlace(), rounds)
    }),
  )
}

/** What a lane has to do. */
interface Rounds {
  first: number
  count: number
  randomBelow(limit: number): number
}

async function temporaryFiles(place: Workplace): Promise<string[]> {
  const entries = await readdir(place.folder, { recursive: true, withFileTypes: true })
  return entries.map(({ name }) => name).filter((name) => name.endsWith('.tmp'))
}

/** The sources as they were, but for the types that builds bring up to date. */
async function expectSources(place: Workplace): Promise<void> {
  for (const [name, text] of Object.entries(sources)) {
    expect(await readFile(join(place.folder, name), 'utf8'), name).toBe(text)
  }
}

/** Whatever lies there is a whole .taco. */
async function expectWholeTaco(place: Workplace): Promise<void> {
  const bytes = await readFile(join(place.folder, taco)).catch(() => undefined)
  if (bytes !== undefined) expect(await verifyIntegrity(bytes)).toEqual([])
}

async function killMany(
  { place, rounds }: { place: Workplace; rounds: Rounds },
  words: string[],
  check: () => Promise<void>,
): Promise<void> {
  await place.runApart(words)
  const first = Date.now()
  await place.runApart(words)
  let whole = Date.now() - first
  for (let round = 0; round < rounds.count; round++) {
    const signal = signals[(rounds.first + round) % signals.length] ?? 'SIGKILL'
    // The second half is when files are written.
    const after = round % 2 === 0 ? rounds.randomBelow(whole) : whole / 2 + rounds.randomBelow(whole / 2)
    const leftBefore = await temporaryFiles(place)
    const started = Date.now()
    const ending = await killedRun(words, place.folder, after, signal)
    const told = `${signal} after ${Math.round(after)} ms: ${ending.stderr}`
    if (ending.signal === null && ending.exitCode !== 0) {
      expect(signal, told).not.toBe('SIGKILL')
      expect(ending.exitCode, told).toBe(exitCodes[signal as keyof typeof exitCodes])
    } else expect([signal, null], told).toContain(ending.signal)
    // What came to its end before the signal says how long it takes now: the next kills come sooner, others later.
    const isWhole = ending.signal === null && ending.exitCode === 0
    whole = isWhole ? Date.now() - started : whole * 1.02
    if (!isWhole) killed++
    // A process that is killed outright can clean up nothing; the next one that comes to writing does.
    if (signal !== 'SIGKILL') {
      const added = (await temporaryFiles(place)).filter((name) => !leftBefore.includes(name))
      expect(added, told).toEqual([])
    }
    await check()
    await expectSources(place)
  }
  expect((await place.runApart(words)).exitCode).toBe(0)
  expect(await temporaryFiles(place)).toEqual([])
}

/** How many processes were hit at work, in the test that runs. */
let killed = 0
beforeEach(() => {
  killed = 0
})

/** Kills that all come too late would show nothing. */
function expectManyKilled(): void {
  expect(killed).toBeGreaterThan(kills / 3 / 3)
}

const timeout = 60_000 + kills * 3000

it('a build that is killed leaves the earlier .taco or a new one, and nothing half', {
  timeout,
}, async () => {
  await inLanes(async (place, rounds) => {
    const words = ['build', 'connector', '--sign', 'development']
    await killMany({ place, rounds }, words, () => expectWholeTaco(place))
  })
  expectManyKilled()
})

it('so does signing in place', { timeout }, async () => {
  await inLanes(async (place, rounds) => {
    await place.runApart(['build', 'connector'])
    const unsigned = await readFile(join(place.folder, taco))
    await killMany({ place, rounds }, ['sign', taco, '--development'], async () => {
      const isAsBefore = (await readFile(join(place.folder, taco))).equals(unsigned)
      if (!isAsBefore) await expectWholeTaco(place)
      await writeFile(join(place.folder, taco), unsigned)
    })
  })
  expectManyKilled()
})

it('a watch round that is killed leaves whole files, and the next one ends the work', {
  timeout,
}, async () => {
  await inLanes(killWatchers)
  expectManyKilled()
})

async function killWatchers(place: Workplace, rounds: Rounds): Promise<void> {
  const kept = join(place.folder, '.tacosmith/dev/brook_jdbc')
  const dialect = sources['connector/dialect.tdd' as keyof typeof sources] ?? ''
  let starting = 1000
  for (let round = 0; round < rounds.count; round++) {
    const signal = signals[(rounds.first + round) % signals.length] ?? 'SIGKILL'
    const session = startDev(place.folder, ['connector'])
    try {
      if (round % 2 === 0) await setTimeout(rounds.randomBelow(starting))
      else {
        const started = Date.now()
        await session.until('brook_jdbc is in')
        starting = Date.now() - started
        await place.write({ 'connector/dialect.tdd': `${dialect}<!-- ${round} -->\n` })
        // The watcher waits a moment for more edits, then writes.
        await setTimeout(rounds.randomBelow(300))
      }
      const exitCode = await session.stop(signal)
      // On SIGINT and SIGTERM a watcher ends as it should, unless it has not even got to hear of them.
      expect(signal === 'SIGKILL' ? [null] : [0, null], `${signal}: ${session.output()}`).toContain(exitCode)
    } finally {
      await session.kill()
    }
    if (!session.output().includes(round % 2 === 0 ? 'brook_jdbc is in' : 'Updated')) killed++
    for (const name of await readdir(kept).catch(() => [])) {
      if (!name.endsWith('.tdd')) continue
      const text = await readFile(join(kept, name), 'utf8')
      expect(text).toMatch(/^[\s\S]*<\/dialect>\s*(<!-- \d+ -->\s*)?$/)
    }
  }
  await place.write({ 'connector/dialect.tdd': `${dialect}<!-- last -->\n` })
  expect((await place.runApart(['dev', 'connector', '--once'])).exitCode).toBe(0)
  expect(await readFile(join(kept, 'dialect.tdd'), 'utf8')).toContain('<!-- last -->')
  expect(await temporaryFiles(place)).toEqual([])
  await place.write({ 'connector/dialect.tdd': dialect })
  await expectSources(place)
}

it('20 builds at the same time into one folder give one whole .taco', { timeout: 240_000 }, async () => {
  const place = await newPlace()
  const words = ['build', 'connector']
  const endings = await Promise.all(
    Array.from({ length: 20 }, () => killedRun(words, place.folder, 100_000, 'SIGKILL')),
  )
  for (const { exitCode, stderr } of endings) expect(exitCode, stderr).toBe(0)
  const bytes = await readFile(join(place.folder, taco))
  const { stdout } = await place.runApart([...words, '--json'])
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(JSON.parse(stdout).sha256)
  expect(await temporaryFiles(place)).toEqual([])
})
