/**
 * What runs in the worker: QuickJS, compiled to WebAssembly. A script inside sees the objects of that engine and
 * nothing else; only texts go in and come out.
 *
 * A text, since the file would be another one in each package that bundles this.
 */
export const workerProgram = `'use strict'
const { workerData: { core, variant, signal, port, limits } } = require('node:worker_threads')

function tell(state) {
  Atomics.store(signal, 0, state)
  Atomics.notify(signal, 0)
}

function answer(message) {
  port.postMessage(message)
  tell(limits.answered)
}

/** Evaluates the script anew for each input, and lets the prelude make a text of what comes of it. */
function evaluate(quickjs, { prelude, script, inputs, milliseconds }) {
  const runtime = quickjs.newRuntime()
  runtime.setMemoryLimit(limits.memory)
  runtime.setMaxStackSize(limits.stack)
  const context = runtime.newContext()
  const text = (handle) => context.typeof(handle) === 'string' ? context.getString(handle) : ''
  const call = (name, ...values) => {
    const called = context.callFunction(context.getProp(driver, name), context.undefined, ...values)
    return called.error ? '' : text(called.value)
  }
  const driver = context.unwrapResult(context.evalCode(prelude, 'tacosmith:prelude'))
  // Whatever took its time until here was not the script.
  const deadline = Date.now() + milliseconds
  runtime.setInterruptHandler(() => Date.now() > deadline)
  tell(limits.begun)
  const answers = []
  for (const input of inputs) {
    const evaluated = context.evalCode(script, 'tacosmith:script')
    answers.push(evaluated.error ? call('failed', evaluated.error) : call('run', evaluated.value, context.newString(input)))
    if (Date.now() > deadline) return undefined
  }
  return answers
}

/** What a script has left behind may be more than can be put away: each task has an instance of its own. */
Promise.all([import(core), import(variant)]).then(async ([{ newQuickJSWASMModuleFromVariant }, { default: module }]) => {
  let next = await newQuickJSWASMModuleFromVariant(module)
  port.on('message', async (task) => {
    try {
      const quickjs = next ?? (await newQuickJSWASMModuleFromVariant(module))
      next = undefined
      answer({ answers: evaluate(quickjs, task) })
    } catch (cause) {
      answer({ failure: String(cause && cause.stack || cause) })
    }
    next = await newQuickJSWASMModuleFromVariant(module)
  })
  answer({ ready: true })
}).catch((cause) => answer({ failure: String(cause && cause.stack || cause) }))
`
