import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { endOnSignals } from '@tacosmith/core/adapter'
import { minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { afterEach, describe, expect, it } from 'vitest'
import { inConnectorFolder, type Workplace, workplace } from '../testing/run-cli.ts'
import { DevText } from '../texts/dev-text.ts'
import type { DevRound } from './dev-build.ts'
import { openDevProject } from './dev-project.ts'
import { DevWatch } from './dev-watch.ts'

/** Keeps the rounds instead of printing them. */
class KeptRounds extends DevText {
  readonly rounds: boolean[] = []
  readonly #afterEach: (count: number) => void

  constructor(afterEach: (count: number) => void) {
    super(false, undefined as never)
    this.#afterEach = afterEach
  }

  override watching(): void {}

  override end(): void {}

  override round({ ok }: DevRound): void {
    this.rounds.push(ok)
    this.#afterEach(this.rounds.length)
  }
}

const patience = { timeout: 60_000 }

let place: Workplace
afterEach(() => place.dispose())

describe('DevWatch', () => {
  it('sees what changes after a round has read, in a folder that is not watched yet', async () => {
    const connector = minimalConnector()
    const resolver = connector['connection-resolver.tdr']
    place = await workplace(
      inConnectorFolder({
        ...connector,
        'connection-resolver.tdr': replaceIn(resolver, 'connectionBuilder.js', 'scripts/builder.js'),
      }),
    )
    const scripts = join(place.folder, 'connector', 'scripts')
    const told = new KeptRounds((count) => {
      if (count === 2) writeFileSync(join(scripts, 'builder.js'), '(function (attr) { return [] })')
    })
    // As the command does, which is left out here.
    const leaveSignals = endOnSignals()
    const running = new DevWatch(
      (onInput) => openDevProject(undefined, undefined, place.folder, onInput),
      undefined,
      told,
    ).run()
    await expect.poll(() => told.rounds, patience).toEqual([false])
    mkdirSync(scripts)
    // There may be one more round than needed.
    await expect.poll(() => told.rounds.at(-1), patience).toBe(true)
    process.emit('SIGTERM', 'SIGTERM')
    await running
    leaveSignals()
  })
})
