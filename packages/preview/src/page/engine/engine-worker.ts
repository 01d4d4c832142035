// What runs in the page's worker: QuickJS, compiled to WebAssembly, as in core's engine room. A script inside sees the
// objects of that engine and nothing else; only texts go in and come out.
import plainVariant from '@jitl/quickjs-wasmfile-release-sync'
import {
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type QuickJSContext,
  type QuickJSWASMModule,
} from 'quickjs-emscripten-core'
import { type EngineAnswer, type EngineRequest, engineLimits } from './engine-messages.ts'

const scope = self as unknown as {
  onmessage: (event: MessageEvent<EngineRequest>) => void
  postMessage(answer: EngineAnswer): void
}

let library = ''
let compiled: WebAssembly.Module | undefined
let current: { quickjs: QuickJSWASMModule; runs: number } | undefined

/** How often the engine has to have looked at the time before it is over: what comes to an end by itself hardly ever does. */
const fewestLooks = 20

/** What scripts leave behind cannot always be freed: after so many runs there is a new instance. */
const runsOfAnInstance = 20

scope.onmessage = async ({ data }) => {
  try {
    scope.postMessage(await answerTo(data))
  } catch (cause) {
    current = undefined
    scope.postMessage({ id: data.id, kind: 'failed', message: String(cause) })
  }
}

async function answerTo(request: EngineRequest): Promise<EngineAnswer> {
  const { id } = request
  if (request.kind === 'start') {
    library = request.library
    compiled = await WebAssembly.compile(request.wasm)
    await instance()
    return { id, kind: 'ready' }
  }
  const quickjs = await instance()
  if (request.kind === 'pattern') {
    const { program, input } = request
    const answer = run(quickjs, program, '0', input, engineLimits.patternMilliseconds)
    return { id, kind: 'pattern', answer }
  }
  const outcomes = request.runs.map(({ role, program, script }) => {
    const start = performance.now()
    const answer = run(quickjs, program, script, request.attributes, engineLimits.scriptMilliseconds)
    return { role, answer, milliseconds: performance.now() - start }
  })
  return { id, kind: 'scripts', outcomes }
}

async function instance(): Promise<QuickJSWASMModule> {
  const isFull =
    current && (current.runs > runsOfAnInstance || memoryOf(current.quickjs) > engineLimits.memory)
  if (current === undefined || isFull) current = { quickjs: await newInstance(), runs: 0 }
  current.runs++
  return current.quickjs
}

function memoryOf(quickjs: QuickJSWASMModule): number {
  return quickjs.getWasmMemory().buffer.byteLength
}

async function newInstance(): Promise<QuickJSWASMModule> {
  const wasm = compiled
  if (wasm === undefined) throw new Error('the engine was not started')
  const emscriptenModule = {
    instantiateWasm(imports: WebAssembly.Imports, instantiated: (one: WebAssembly.Instance) => void) {
      const one = new WebAssembly.Instance(wasm, imports)
      instantiated(one)
      return one.exports
    },
  }
  return await newQuickJSWASMModuleFromVariant(newVariant(plainVariant, { emscriptenModule }))
}

/** Evaluates a script in an engine that no other script has been in; undefined where it does not come to its end. */
function run(
  quickjs: QuickJSWASMModule,
  program: string,
  script: string,
  input: string,
  milliseconds: number,
): string | undefined {
  const runtime = quickjs.newRuntime()
  runtime.setMemoryLimit(engineLimits.memory)
  runtime.setMaxStackSize(engineLimits.stack)
  const context = runtime.newContext()
  removeLibrary(context)
  const driver = context.unwrapResult(context.evalCode(program, 'tacosmith:prelude'))
  const end = performance.now() + milliseconds
  let looks = 0
  let isOver = false
  runtime.setInterruptHandler(() => {
    // On a busy machine much time passes in which the engine does next to nothing.
    isOver ||= ++looks > fewestLooks && performance.now() > end
    return isOver
  })
  const evaluated = context.evalCode(script, 'tacosmith:script')
  const called = evaluated.error
    ? context.callFunction(context.getProp(driver, 'failed'), context.undefined, evaluated.error)
    : context.callFunction(
        context.getProp(driver, 'run'),
        context.undefined,
        evaluated.value,
        context.newString(input),
      )
  if (isOver) return undefined
  if (called.error || context.typeof(called.value) !== 'string') return ''
  return context.getString(called.value)
}

/** Takes from the library what Tableau's engine lacks. */
function removeLibrary(context: QuickJSContext): void {
  context.unwrapResult(context.evalCode(library, 'tacosmith:library'))
}
