import { summary } from '@actions/core'
import { context } from '@actions/github'
import { libxml2WasmEngine } from '../../../core/src/schema/engines/libxml2-wasm.ts'
import { runAction } from '../action.ts'
import { useXmlEngine } from '../project/bundled-xml-engine.ts'

const Context = context.constructor as new () => typeof context

/** The action as `main.ts` runs it, for a process that runs it again and again. */
export async function main(): Promise<number> {
  useXmlEngine(libxml2WasmEngine)
  // The library reads the event when it is loaded.
  Object.assign(context, new Context())
  // It would keep writing to the page of the first run.
  Object.assign(summary, { _filePath: undefined })
  return (await runAction()) ? 0 : 1
}
