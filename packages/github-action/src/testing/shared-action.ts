import { summary } from '@actions/core'
import { libxml2WasmEngine } from '../../../core/src/schema/engines/libxml2-wasm.ts'
import { runAction } from '../action.ts'
import { useXmlEngine } from '../project/bundled-xml-engine.ts'

/** The action as `main.ts` runs it, for a process that runs it again and again. */
export async function main(): Promise<number> {
  useXmlEngine(libxml2WasmEngine)
  // It would keep writing to the page of the first run.
  Object.assign(summary, { _filePath: undefined })
  return (await runAction()) ? 0 : 1
}
