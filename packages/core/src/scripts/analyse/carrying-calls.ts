import type { AnyNode } from 'acorn'
import { withCapitalInitial } from '../../engine/tableau-globals.ts'
import { globalNameOf, staticName } from './known-values.ts'
import type { ScriptTree } from './script-tree.ts'

type Call = Extract<AnyNode, { type: 'CallExpression' | 'NewExpression' }>

/** Methods of texts and arrays whose result holds what the text or array holds. */
export const carryingMethods: ReadonlySet<string> = new Set([
  ...['concat', 'fill', 'filter', 'find', 'join', 'map', 'normalize', 'padEnd', 'padStart', 'pop', 'reduce'],
  ...['reduceRight', 'repeat', 'replace', 'reverse', 'shift', 'slice', 'sort', 'splice', 'split', 'substr'],
  ...['substring', 'toLowerCase', 'toString', 'toUpperCase', 'trim', 'valueOf', 'values', 'entries'],
])

const addingMethods = new Set(['push', 'unshift', 'splice', 'concat'])
export const callbackMethods: ReadonlySet<string> = new Set([
  'map',
  'forEach',
  'filter',
  'reduce',
  'reduceRight',
  'find',
])
const carryingFunctions =
  /^(String|encodeURI|encodeURIComponent|decodeURI|decodeURIComponent|escape|unescape)$/

/** Where a function of the engine or of Tableau takes what its argument holds. */
export interface Carried {
  /** Its result holds the value. */
  toResult: boolean
  /** What is an object stays one, with its keys. */
  keepsKeys: boolean
  /** The variable of the object that holds the value from then on. */
  target: Extract<AnyNode, { type: 'Identifier' }> | undefined
}

/** What becomes of an argument of a function that the script does not define itself. */
export function carriedBy(call: Call, index: number, tree: ScriptTree): Carried {
  const { callee } = call
  if (callee.type === 'Identifier') return result(carryingFunctions.test(callee.name))
  if (callee.type !== 'MemberExpression') return result(false)
  const name = staticName(callee, tree) ?? ''
  const object = globalNameOf(callee.object, tree)
  if (object === 'connectionHelper') return result(withCapitalInitial(name) === 'FormatKeyValuePair')
  if (object === 'Object' && name === 'assign') {
    const target = index > 0 ? variable(call.arguments[0]) : undefined
    return { toResult: true, keepsKeys: true, target }
  }
  if (object === 'Object') return result(/^(values|entries)$/.test(name))
  if (object === 'Array') return result(/^(from|of)$/.test(name))
  if (object === 'JSON') return result(name === 'stringify')
  if (!addingMethods.has(name)) return result(false)
  if (name === 'concat') return result(true)
  return { toResult: false, keepsKeys: true, target: variable(callee.object) }
}

function result(toResult: boolean): Carried {
  return { toResult, keepsKeys: false, target: undefined }
}

function variable(node: AnyNode | undefined): Carried['target'] {
  return node?.type === 'Identifier' ? node : undefined
}
