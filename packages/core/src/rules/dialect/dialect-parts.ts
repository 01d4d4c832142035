import type { Connector } from '../../connector/connector.ts'
import { filesOfKind } from '../../connector/connector-files.ts'
import type { XmlElement } from '../../connector/xml-document.ts'
import { attributeOf, attributeValue, childrenNamed } from '../../connector/xml-query.ts'

/** The dialect of a connector, taken apart. Whatever is missing is empty. */
export interface Dialect {
  file: string
  root: XmlElement
  /** True where it changes another dialect, so that what is missing here may be there. */
  hasBase: boolean
  functions: DialectFunction[]
  /** The elements of `sql-format`. */
  format: XmlElement[]
}

/** A `function` or `date-function` of the function map. */
export interface DialectFunction {
  element: XmlElement
  isDateFunction: boolean
  /** Empty where there is none. */
  name: string
  formulas: XmlElement[]
  unaggregated: XmlElement[]
  arguments: XmlElement[]
}

const dialectsByConnector = new WeakMap<Connector, Dialect[]>()

/** The dialects of a connector; of a valid one at most one. */
export function dialectsOf(connector: Connector): readonly Dialect[] {
  const known = dialectsByConnector.get(connector)
  if (known !== undefined) return known
  const dialects = filesOfKind(connector, 'dialect')
    .filter(({ document }) => document.root.name === 'dialect')
    .map(({ path, document: { root } }) => ({
      file: path,
      root,
      hasBase: attributeOf(root, 'base') !== undefined,
      functions: childrenNamed(root, 'function-map').flatMap(functionsOf),
      format: childrenNamed(root, 'sql-format').flatMap(({ children }) => children),
    }))
  dialectsByConnector.set(connector, dialects)
  return dialects
}

function functionsOf(map: XmlElement): DialectFunction[] {
  return map.children
    .filter(({ name }) => name === 'function' || name === 'date-function')
    .map((element) => ({
      element,
      isDateFunction: element.name === 'date-function',
      name: attributeValue(element, 'name') ?? '',
      formulas: childrenNamed(element, 'formula'),
      unaggregated: childrenNamed(element, 'unagg-formula'),
      arguments: childrenNamed(element, 'argument'),
    }))
}

/** What a function is called in a message. */
export function described({ name, element }: DialectFunction): string {
  return name === '' ? `<${element.name}>` : name
}
