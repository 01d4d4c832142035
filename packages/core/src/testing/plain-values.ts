import { types } from 'node:util'

/**
 * What two engines hand each other: a JSON text of the values that a structured clone may have, so that circles and
 * shared objects arrive as they were. `plain-values-inside.ts` reads and writes the same for the engine of scripts.
 *
 * A value stands for itself where JSON has it. All others are arrays: `["u"]` undefined, `["n", text]` a number that JSON
 * lacks, `["r", index]` an object, which lies in the list.
 */
interface PlainText {
  root: unknown
  objects: unknown[][]
}

/** Takes a function and the object that it is a member of; gives the number under which it can be called. */
export type KeepFunction = (member: (...values: unknown[]) => unknown, owner: unknown) => number

/** Why a value cannot be handed over, in words that follow "hands over". */
export class NotPlain extends Error {}

/**
 * Writes a value as a text for the engine of scripts.
 *
 * @param keep - Called for each function; without it functions are refused.
 * @throws NotPlain for what is neither plain data nor, with `keep`, a function.
 */
export function plainText(value: unknown, keep?: KeepFunction): string {
  const known = new Map<unknown, number>()
  const objects: unknown[][] = []
  const root = written(value, undefined)
  return JSON.stringify({ root, objects } satisfies PlainText)

  function written(value: unknown, owner: unknown): unknown {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
    if (value === undefined) return ['u']
    if (typeof value === 'number')
      return Number.isFinite(value) && !Object.is(value, -0)
        ? value
        : ['n', Object.is(value, -0) ? '-0' : `${value}`]
    if (typeof value !== 'object' && typeof value !== 'function') throw new NotPlain(`a ${typeof value}`)
    const index = known.get(value) ?? objects.length
    if (index === objects.length) {
      known.set(value, index)
      // The list has its place before the object's own members, which may lead back to it.
      objects.push([])
      objects[index] = writtenObject(value, owner)
    }
    return ['r', index]
  }

  function writtenObject(value: object, owner: unknown): unknown[] {
    if (typeof value === 'function') {
      if (keep === undefined) throw new NotPlain('a function')
      return ['function', keep(value as (...values: unknown[]) => unknown, owner)]
    }
    if (Array.isArray(value)) return ['array', ...Array.from(value, (item) => written(item, value))]
    if (types.isDate(value)) return ['date', value.getTime()]
    if (types.isRegExp(value)) return ['regexp', value.source, value.flags]
    if (types.isMap(value))
      return ['map', ...[...value].map((pair) => pair.map((item) => written(item, value)))]
    if (types.isSet(value)) return ['set', ...[...value].map((item) => written(item, value))]
    if (types.isNativeError(value)) return ['error', value.name, value.message, value.stack ?? '']
    if (types.isPromise(value)) throw new NotPlain('a Promise')
    return ['object', ...membersOf(value).map((name) => [name, written(Reflect.get(value, name), value)])]
  }
}

/** Its own members, and the methods of its class. */
function membersOf(value: object): string[] {
  const names = new Set(Object.keys(value))
  for (let owner = Object.getPrototypeOf(value); owner !== null; owner = Object.getPrototypeOf(owner)) {
    if (Object.getPrototypeOf(owner) === null) break
    for (const name of Object.getOwnPropertyNames(owner)) if (name !== 'constructor') names.add(name)
  }
  return [...names]
}

/**
 * Reads what the engine of scripts wrote. A script may have had its hands in it: whatever the text is, the values are
 * plain data.
 *
 * @throws Error where it is not such a text.
 */
export function plainValue(text: string): unknown {
  const { root, objects } = JSON.parse(text) as PlainText
  const made: unknown[] = []
  return read(root)

  function read(value: unknown): unknown {
    if (!Array.isArray(value)) return value
    if (value[0] === 'u') return undefined
    if (value[0] === 'n') return Number(value[1])
    const index = Number(value[1])
    if (!(index in made)) fill(index, objects[index] ?? [])
    return made[index]
  }

  function fill(index: number, [kind, ...parts]: unknown[]): void {
    if (kind === 'array') {
      const array: unknown[] = []
      made[index] = array
      for (const part of parts) array.push(read(part))
    } else if (kind === 'object') {
      const object = {}
      made[index] = object
      for (const [name, value] of parts as [string, unknown][])
        Object.defineProperty(object, name, {
          value: read(value),
          writable: true,
          enumerable: true,
          configurable: true,
        })
    } else if (kind === 'map') {
      const map = new Map()
      made[index] = map
      for (const [key, value] of parts as [unknown, unknown][]) map.set(read(key), read(value))
    } else if (kind === 'set') {
      const set = new Set()
      made[index] = set
      for (const part of parts) set.add(read(part))
    } else if (kind === 'date') made[index] = new Date(Number(parts[0]))
    else if (kind === 'regexp') made[index] = new RegExp(String(parts[0]), String(parts[1]))
    else if (kind === 'error') made[index] = errorNamed(String(parts[0]), String(parts[1]), String(parts[2]))
    else throw new Error('not a text of plain values')
  }
}

/** Errors that an engine throws by itself, by name. */
const errorClasses: Readonly<Record<string, new (message: string) => Error>> = {
  EvalError,
  RangeError,
  ReferenceError,
  SyntaxError,
  TypeError,
  URIError,
}

/** An error of this realm, with the stack of the script. */
export function errorNamed(name: string, message: string, stack?: string): Error {
  const error = new (Object.hasOwn(errorClasses, name) ? errorClasses[name]! : Error)(message)
  if (error.name !== name) Object.defineProperty(error, 'name', { value: name, configurable: true })
  if (stack !== undefined) error.stack = stack
  return error
}
