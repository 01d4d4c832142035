import { type StandInRecord, standInGlobals, standInNames } from '../engine/stand-ins.ts'
import { errorOf, resultOf } from './script-result.ts'
import type { ScriptRunner, ScriptWorld } from './script-world.ts'

/**
 * Makes a runner of a function that was imported. It lives in this realm, so the stand-ins become globals here for
 * the time of each call, and the library of the engine cannot be kept from it.
 */
export function functionRunner(script: (attr: never) => unknown, world: ScriptWorld): ScriptRunner {
  // Not node:vm: test runners may have put this module, and the script, into a context of their own.
  const putStandIns = new Function(`return ${standInGlobals(world.settings)}`) as () => StandInRecord
  return (attributes, log) => {
    const restore = saveGlobals([...standInNames, ...Object.keys(world.globals)])
    try {
      const record = putStandIns()
      addGlobals(globalThis, world.globals)
      return settle(record, log, () => script({ ...attributes } as never))
    } finally {
      restore()
    }
  }
}

function settle(record: StandInRecord, log: (lines: string[]) => void, run: () => unknown): unknown {
  let value: unknown
  try {
    value = run()
  } catch (thrown) {
    throw errorOf(thrown)
  } finally {
    log([...record.log])
  }
  return resultOf(value, record)
}

function addGlobals(target: object, globals: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(globals)) {
    const standIn: unknown = Reflect.get(target, name)
    if (isObject(standIn) && isObject(value)) addMembers(standIn, value)
    else Reflect.set(target, name, value)
  }
}

/** Functions go in under both letter cases, as the stand-ins have them. */
function addMembers(standIn: object, members: object): void {
  for (const [name, member] of Object.entries(members)) {
    Reflect.set(standIn, name, member)
    if (typeof member !== 'function') continue
    for (const first of [name.charAt(0).toUpperCase(), name.charAt(0).toLowerCase()])
      Reflect.set(standIn, first + name.slice(1), member)
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function saveGlobals(names: readonly string[]): () => void {
  const saved = names.map((name) => ({ name, present: Object.getOwnPropertyDescriptor(globalThis, name) }))
  return () => {
    for (const { name, present } of saved) {
      if (present === undefined) Reflect.deleteProperty(globalThis, name)
      else Object.defineProperty(globalThis, name, present)
    }
  }
}
