#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8'

// V8 would optimize QuickJS and libxml2, which are WebAssembly, in the background: a fifth to almost half of the
// processor time of a short command. Other programs decide that for themselves, so it is not for the library to set.
setFlagsFromString('--liftoff-only')

const { main } = await import('../dist/main.js')
process.exitCode = await main(process.argv.slice(2))
