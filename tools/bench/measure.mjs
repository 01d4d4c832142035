// Small tools for timing: whole processes one after the other, medians, a table.
import { spawnSync } from 'node:child_process'
import { performance } from 'node:perf_hooks'

/** With --once everything is done once: to try the benchmark itself, on a machine that is busy. */
const isTrial = process.argv.includes('--once')

/** How often something is measured: that often, or once in a trial. */
export function howOften(wanted) {
  return isTrial ? 1 : wanted
}

/** Runs commands one after the other as one piece of work; milliseconds. Fails loudly when one fails. */
export function timeCommands(commands, options = {}) {
  const start = performance.now()
  for (const [program, ...words] of commands) {
    const result = spawnSync(program, words, { encoding: 'utf8', ...options })
    if (result.status !== 0) {
      throw new Error(
        `${program} ${words.join(' ')} ended with ${result.status}:\n${result.stdout}${result.stderr}`,
      )
    }
  }
  return performance.now() - start
}

/** Times several pieces of work in turn (A B A B ...), so that a machine that slows down slows all of them. */
export async function timeInTurn(works, { runs = 5, warmups = 1 } = {}) {
  const measured = new Map(Object.keys(works).map((name) => [name, []]))
  for (let run = isTrial ? 0 : -warmups; run < howOften(runs); run++) {
    for (const [name, work] of Object.entries(works)) {
      const time = await work()
      if (run >= 0) measured.get(name).push(time)
    }
  }
  return Object.fromEntries([...measured].map(([name, values]) => [name, summary(values)]))
}

/**
 * What runs of a process need, as GNU time reports it: the bytes that one held at most, and medians of the milliseconds that
 * processors worked for them, which say more than the clock where other programs run too. Undefined where GNU time is not
 * installed.
 */
export function resourcesOf(command, options = {}, runs = 5) {
  const used = []
  for (let run = 0; run < howOften(runs); run++) {
    const format = 'used=%M %U %S'
    const { status, stderr } = spawnSync('/usr/bin/time', ['-f', format, ...command], {
      encoding: 'utf8',
      ...options,
    })
    const [, kilobytes, user, system] = /used=(\d+) ([\d.]+) ([\d.]+)/.exec(stderr ?? '') ?? []
    if (status !== 0 || kilobytes === undefined) return undefined
    used.push({ bytes: Number(kilobytes) * 1024, milliseconds: (Number(user) + Number(system)) * 1000 })
  }
  return {
    peakBytes: Math.max(...used.map(({ bytes }) => bytes)),
    processorTime: summary(used.map(({ milliseconds }) => milliseconds)).median,
  }
}

export function summary(values) {
  const sorted = [...values].sort((left, right) => left - right)
  return {
    min: sorted[0],
    median: sorted[Math.floor(sorted.length / 2)],
    max: sorted.at(-1),
    runs: sorted.length,
  }
}

/** Ratio of medians. */
export function ratio(of, to) {
  return of.median / to.median
}

export function printRow(name, { min, median, max, runs }) {
  const columns = [min, median, max].map((value) => `${value.toFixed(0)} ms`.padStart(9))
  console.log(`  ${name.padEnd(44)}${columns.join('')}   (${runs} runs: min, median, max)`)
}
