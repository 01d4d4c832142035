import type { AnyNode } from 'acorn'
import type { FunctionNode } from '../bundle/exported-function.ts'

/** An expression that holds the value, or an object that holds it under `key`. */
export interface Carrier {
  node: AnyNode
  key?: string | undefined
  /** The calls that led into the function that the node is in, innermost first. */
  calls: CallChain | undefined
}

export interface CallChain {
  call: AnyNode
  called: FunctionNode
  outer: CallChain | undefined
  depth: number
}

/** Tells chains of calls apart. */
export function chainText(calls: CallChain | undefined): string {
  let text = ''
  for (let chain = calls; chain !== undefined; chain = chain.outer) text += `${chain.call.start},`
  return text
}
