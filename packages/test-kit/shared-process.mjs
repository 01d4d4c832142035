// Runs one command line after another, each as a process of its own would; started by shared-process.ts.
import { setTimeout } from 'node:timers/promises'

const start = process.cwd()
const [mainFile] = process.argv.splice(2)
const { main } = await import(mainFile)

// They are opened when they are first asked for, which must not look like work of a run.
const input = process.stdin
const streams = [process.stdout, process.stderr]

/** What keeps a process alive, with how often. */
function work() {
  return counted(process.getActiveResourcesInfo())
}

function listeners() {
  return Object.fromEntries(process.eventNames().map((name) => [String(name), process.listenerCount(name)]))
}

function counted(names) {
  const counts = {}
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1
  return counts
}

function more(counts, before) {
  return Object.keys(counts).filter((name) => counts[name] > (before[name] ?? 0))
}

/** A process ends by itself when nothing keeps it alive; so does a run. */
async function untilIdle(before) {
  for (let pause = 1; isReading() || more(work(), before).length > 0; pause *= 2)
    await setTimeout(Math.min(pause, 50))
}

function isReading() {
  return input.readableFlowing === true || input.listenerCount('readable') > 0
}

function setEnvironment(environment) {
  for (const name of Object.keys(process.env)) if (!Object.hasOwn(environment, name)) delete process.env[name]
  Object.assign(process.env, environment)
}

/** Each run asks the streams to tell it of errors, which ends with its process. */
function forgetStreams() {
  for (const stream of streams) stream.removeAllListeners('error')
}

function written(stream, text) {
  return new Promise((resolve) => stream.write(text, resolve))
}

async function run({ words, cwd, environment, mark }) {
  process.chdir(cwd)
  setEnvironment(environment)
  process.argv.splice(2, Infinity, ...words)
  const before = { work: work(), listeners: listeners() }
  // What it throws ends this process, as it would end its own.
  process.exitCode = await main(words)
  await untilIdle(before.work)
  const left = more(listeners(), before.listeners)
  forgetStreams()
  const { exitCode } = process
  process.exitCode = undefined
  await Promise.all(streams.map((stream) => written(stream, mark)))
  const folder = process.cwd()
  // No system removes a folder that a process is in, and some refuse to.
  process.chdir(start)
  process.send({ exitCode, left, folder })
}

process.on('message', run)
process.on('disconnect', () => process.exit())
process.send('ready')
