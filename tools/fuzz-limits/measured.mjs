// Runs commands of tacosmith in this process and prints for each, as a line of JSON, how much time of processors it took
// and how much memory the process had at most until then. Usage: node measured.mjs '[["verify", "x.taco"]]'
import { main } from '../../packages/cli/dist/start.cjs'

/** Nobody reads it, and writing it is measured all the same. */
const terminal = {
  printResult() {},
  say() {},
  colorStderr: false,
  colorStdout: false,
  isStderrWatched: false,
  isStdoutWatched: false,
  width: 100,
  cwd: process.cwd(),
  openStatusLine: undefined,
}

for (const words of JSON.parse(process.argv[2])) {
  const before = process.cpuUsage()
  const exitCode = await main(words, terminal)
  const { user, system } = process.cpuUsage(before)
  const run = {
    words,
    exitCode,
    seconds: (user + system) / 1e6,
    megabytes: process.resourceUsage().maxRSS / 1024,
  }
  // One by one: what follows may never come to its end.
  process.stdout.write(`${JSON.stringify(run)}\n`)
}
// An engine may still be getting ready.
process.exit()
