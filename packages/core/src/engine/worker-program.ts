/**
 * What runs in the worker: QuickJS, compiled to WebAssembly. A script inside sees the objects of that engine and
 * nothing else; only texts go in and come out.
 *
 * A text, since the file would be another one in each package that bundles this.
 */
export const workerProgram = `'use strict'
const { receiveMessageOnPort, workerData } = require('node:worker_threads')
const { packages, library, signal, port, limits, v8Flags } = workerData

const isData = (address) => address.startsWith('data:')
const load = (address) => isData(address) ? import(address) : require(address)
const bytesOf = (address) => isData(address)
  ? Buffer.from(address.slice(address.indexOf(',') + 1), 'base64')
  : require('node:fs').readFileSync(address)

function tell(state) {
  Atomics.store(signal, 0, state)
  Atomics.notify(signal, 0)
}

function answer(message) {
  port.postMessage(message)
  tell(limits.answered)
}

/** Asks for something that only the code outside the sandbox can do, and waits. */
function ask(message) {
  const replies = Atomics.load(signal, 1)
  port.postMessage(message)
  tell(limits.calling)
  while (Atomics.load(signal, 1) === replies) Atomics.wait(signal, 1, replies)
  return receiveMessageOnPort(port).message.reply
}

/** As clock.ts has it: what performance.now() needs takes its time to load. */
const clock = () => process.uptime() * 1000

/** Milliseconds of this thread where Node can tell them, else of the process, whose other thread waits. */
function processorTime() {
  const { user, system } = (process.threadCpuUsage ?? process.cpuUsage).call(process)
  return (user + system) / 1000
}

/** An engine that no script has been in. */
function freshContext(quickjs) {
  const runtime = quickjs.newRuntime()
  runtime.setMemoryLimit(limits.memory)
  runtime.setMaxStackSize(limits.stack)
  const context = runtime.newContext()
  // Takes away what Tableau's engine lacks.
  context.unwrapResult(context.evalCode(library, 'tacosmith:library'))
  return { quickjs, runtime, context }
}

/** Evaluates the script separately for each input, and lets the prelude make a text of what comes of it. */
function evaluate({ runtime, context }, { prelude, script, fileName, inputs, milliseconds, clockMilliseconds, hasFunctions }) {
  const driver = context.unwrapResult(context.evalCode(prelude, 'tacosmith:prelude'))
  const text = (handle) => context.typeof(handle) === 'string' ? context.getString(handle) : ''
  const call = (name, ...values) => {
    const called = context.callFunction(context.getProp(driver, name), context.undefined, ...values)
    return called.error ? '' : text(called.value)
  }
  // Whatever took its time until here was not the script; nor is what happens on the other side.
  let start = clock()
  const processorStart = processorTime()
  const isOver = () => {
    const passed = clock() - start
    return passed > clockMilliseconds || (passed > milliseconds && processorTime() - processorStart > milliseconds)
  }
  runtime.setInterruptHandler(isOver)
  if (hasFunctions) call('connect', context.newFunction('call', (index, values) => {
    const asked = clock()
    const reply = ask({ call: context.getNumber(index), values: text(values) })
    start += clock() - asked
    return context.newString(reply)
  }))
  tell(limits.begun)
  const answers = []
  for (const input of inputs) {
    const evaluated = context.evalCode(script, fileName)
    answers.push(evaluated.error ? call('failed', evaluated.error) : call('run', evaluated.value, context.newString(input)))
    if (isOver()) return undefined
  }
  return answers
}

async function start() {
  const [{ newQuickJSWASMModuleFromVariant, newVariant }, { default: plain }] = await Promise.all([
    load(packages.core),
    load(packages.variant),
  ])
  for (const flag of v8Flags) require('node:v8').setFlagsFromString(flag)
  const compiled = await WebAssembly.compile(bytesOf(packages.wasm))
  const variant = newVariant(plain, {
    emscriptenModule: {
      // Asynchronous instantiation waits until V8 has optimized what runs already: a tenth of a second.
      instantiateWasm: (imports, instantiated) => {
        const instance = new WebAssembly.Instance(compiled, imports)
        instantiated(instance, compiled)
        return instance.exports
      },
    },
  })
  return () => newQuickJSWASMModuleFromVariant(variant)
}

/**
 * A script may leave more behind than can be cleaned up: each script has an instance of its own, for some
 * runs while all is well.
 */
start().then(async (instance) => {
  // Made while nobody waits yet, for the first task.
  let prepared = freshContext(await instance())
  let kept
  port.on('message', async (task) => {
    const used = kept?.script === task.script && kept.runs < limits.runs ? kept : undefined
    kept = undefined
    try {
      const engine = prepared ?? freshContext(used?.quickjs ?? (await instance()))
      prepared = undefined
      const answers = evaluate(engine, task)
      const { quickjs } = engine
      const isSmall = quickjs.getWasmMemory().buffer.byteLength < limits.memory
      if (isSmall && answers?.every((text) => text !== '')) kept = { script: task.script, quickjs, runs: (used?.runs ?? 0) + 1 }
      answer({ answers })
    } catch (cause) {
      answer({ failure: String(cause && cause.stack || cause) })
    }
  })
  answer({ ready: true })
}).catch((cause) => answer({ failure: String(cause && cause.stack || cause) }))
`
