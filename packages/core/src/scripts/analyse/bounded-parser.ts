import { type Options, Parser, type Program } from 'acorn'

/**
 * How deep a script may nest, in the units below: 300 brackets or 1,500 summands.
 *
 * The parser calls itself for each level. Near the end of the stack it may compile a regular expression, and then V8 does
 * not throw an error, but ends the process.
 */
const maximumDepth = 6000

/** The methods through which every recursion of the parser goes. acorn documents them for plugins, but types none of them. */
interface RecursiveMethods {
  parseStatement(...parameters: unknown[]): unknown
  parseMaybeAssign(...parameters: unknown[]): unknown
  parseMaybeUnary(...parameters: unknown[]): unknown
  parseExprOp(...parameters: unknown[]): unknown
  parseBindingAtom(...parameters: unknown[]): unknown
  parseNew(...parameters: unknown[]): unknown
  parseClass(...parameters: unknown[]): unknown
}

/** About how much of the stack each takes, with what it calls on the way to the next, in ten-thousandths. */
const weights: Readonly<Record<keyof RecursiveMethods, number>> = {
  parseStatement: 10,
  parseMaybeAssign: 10,
  parseMaybeUnary: 9,
  parseExprOp: 4,
  parseBindingAtom: 7,
  parseNew: 5,
  parseClass: 6,
}

/** Thrown by {@link parseBounded} for a script that nests too deep. */
export class NestedTooDeep extends Error {
  constructor() {
    super('nested too deep')
  }
}

/**
 * Parses as acorn's `parse` does.
 *
 * @throws NestedTooDeep, and what acorn throws
 */
export function parseBounded(text: string, options: Options): Program {
  return BoundedParser.parse(text, options)
}

const BoundedParser = Parser.extend((Base) => {
  class Bounded extends Base {
    depth = 0
  }
  const inherited = Base.prototype as unknown as RecursiveMethods
  const methods = Bounded.prototype as unknown as RecursiveMethods
  for (const name of Object.keys(weights) as (keyof RecursiveMethods)[]) {
    const method = inherited[name]
    const weight = weights[name]
    methods[name] = function (this: Bounded, ...parameters) {
      this.depth += weight
      if (this.depth > maximumDepth) throw new NestedTooDeep()
      const node = method.apply(this, parameters)
      this.depth -= weight
      return node
    }
  }
  return Bounded
})
