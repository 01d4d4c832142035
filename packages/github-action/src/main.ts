import { endOnSignals } from '@tacosmith/core/adapter'
import { libxml2WasmEngine } from '../../core/src/schema/engines/libxml2-wasm.ts'
import { runAction } from './action.ts'
import { useXmlEngine } from './project/bundled-xml-engine.ts'

// A process that ends before its work is done must not be taken for a success.
process.exitCode = 1
endOnSignals()
useXmlEngine(libxml2WasmEngine)
if (await runAction()) process.exitCode = 0
