// The whole benchmark in one table: tacosmith against bare Node, the JDK's tools and, where its folder is given, the SDK's
// packager. Needs the packages built and a JDK (jar, jarsigner, keytool) on the PATH; takes minutes.
// Usage: node tools/bench/bench.mjs [--sdk DIR] [--write | --once]    --write puts the figures into docs/performance.md
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { writeFigures } from '../figures.mjs'
import { benchAdapters } from './adapters.mjs'
import { benchBuild } from './build.mjs'
import { describeMachine, loadNow } from './machine.mjs'
import { benchPreview } from './preview.mjs'
import { findSdk } from './sdk.mjs'
import { benchSeveral } from './several.mjs'
import { benchSigning } from './sign-and-verify.mjs'
import { markdownTable, memoryTable, plainTable } from './table.mjs'
import { benchValidation } from './validate.mjs'

const page = new URL('../../docs/performance.md', import.meta.url)
const options = readArguments()
const sdk = options.sdk === undefined ? undefined : findSdk(options.sdk)
const machine = describeMachine(sdk)
const load = loadNow()
const start = performance.now()

const rows = [
  ...(await benchValidation({ sdk })),
  ...(await benchBuild({ sdk })),
  ...(await benchSigning()),
  ...(await benchAdapters({ runs: 5 })),
  ...(await benchSeveral({ runs: 3 })),
  ...(await previewIfAny()),
]
console.log(
  `\n${plainTable(rows)}\n\n${memoryTable(rows)}\n\n${machine}; load at the start ${load.toFixed(1)}`,
)
console.log(`measured in ${((performance.now() - start) / 1000).toFixed(0)} s`)
if (load > 0.5)
  console.warn('Other programs were at work on this machine: these figures are no good to others.')
if (options.write && !options.once) await writeToPage()

function readArguments() {
  try {
    return parseArgs({
      options: { sdk: { type: 'string' }, write: { type: 'boolean' }, once: { type: 'boolean' } },
    }).values
  } catch (error) {
    console.error(`${error.message}\nusage: node tools/bench/bench.mjs [--sdk DIR] [--write | --once]`)
    process.exit(2)
  }
}

async function previewIfAny() {
  try {
    return await benchPreview({ runs: 9 })
  } catch (error) {
    console.warn(`the live dialog was not measured: ${error.message}`)
    return []
  }
}

async function writeToPage() {
  const date = new Date().toISOString().slice(0, 10)
  const told = `Measured on ${date}: ${machine}; load at the start ${load.toFixed(1)}.`
  await writeFigures(page, [told, markdownTable(rows), memoryTable(rows)])
}
