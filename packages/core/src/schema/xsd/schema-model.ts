import type { XmlElement } from '../../connector/xml-document.ts'
import { readXml } from '../../connector/xml-reader.ts'

/** What a value may be, as far as it can be said in words. */
export interface ValueModel {
  /** The closed list of values, where there is one. */
  values?: readonly string[]
  /** What follows "must be", for other restricted values. */
  description?: string
}

/** An attribute that an element may carry. */
export interface AttributeModel extends ValueModel {
  name: string
  required: boolean
}

/** A child that an element may have. */
export interface ChildModel {
  name: string
  minimum: number
  maximum: number
  /** Children with the same number exclude each other. */
  choice: number | undefined
  /** The child's own content, worked out when it is asked for. */
  element: () => ElementModel
}

/** What an element may hold. */
export interface ElementModel {
  content: 'empty' | 'text' | 'children' | 'any'
  /** What the text may be, where the content is text. */
  text: ValueModel
  attributes: readonly AttributeModel[]
  /** In the order in which they must come, where `ordered`. */
  children: readonly ChildModel[]
  ordered: boolean
}

/** What a schema says, in the terms of a connector's author. It explains findings and never decides about them. */
export interface SchemaModel {
  /** The global elements by name: what may be the root. */
  roots: ReadonlyMap<string, ElementModel>
}

const anything: ElementModel = { content: 'any', text: {}, attributes: [], children: [], ordered: false }

const builtInValues = new Map<string, ValueModel>([
  ['boolean', { description: '`true` or `false`' }],
  ['unsignedInt', { description: 'a whole number from 0 to 4294967295' }],
  ['anyURI', { description: 'a web address' }],
])

/**
 * Reads a schema into a {@link SchemaModel}.
 *
 * Knows the constructs that schemas of connectors use: named and inline types, sequences, choices, `all`,
 * extensions and restrictions. What it does not know is left out of the model.
 */
export function readSchemaModel(schemaText: string): SchemaModel {
  const reading = readXml(new TextEncoder().encode(schemaText))
  if (reading.document === undefined) return { roots: new Map() }
  return new SchemaReader(reading.document.root).model
}

class SchemaReader {
  readonly model: SchemaModel
  readonly #complexTypes = new Map<string, XmlElement>()
  readonly #simpleTypes = new Map<string, XmlElement>()
  readonly #globalElements = new Map<string, XmlElement>()
  readonly #elements = new Map<XmlElement, ElementModel>()
  #choices = 0

  constructor(schema: XmlElement) {
    for (const child of schema.children) {
      const name = attributeOf(child, 'name')
      if (name === undefined) continue
      if (isNamed(child, 'complexType')) this.#complexTypes.set(name, child)
      if (isNamed(child, 'simpleType')) this.#simpleTypes.set(name, child)
      if (isNamed(child, 'element')) this.#globalElements.set(name, child)
    }
    const roots = new Map<string, ElementModel>()
    for (const [name, element] of this.#globalElements) roots.set(name, this.#readElement(element))
    this.model = { roots }
  }

  #readElement(declaration: XmlElement): ElementModel {
    const known = this.#elements.get(declaration)
    if (known !== undefined) return known
    const model = this.#readContent(declaration)
    this.#elements.set(declaration, model)
    return model
  }

  #readContent(declaration: XmlElement): ElementModel {
    const typeName = localName(attributeOf(declaration, 'type'))
    const inlineType = childNamed(declaration, 'complexType')
    const type = inlineType ?? (typeName === undefined ? undefined : this.#complexTypes.get(typeName))
    if (type !== undefined) return this.#readComplexType(type, 0)
    if (typeName === undefined && childNamed(declaration, 'simpleType') === undefined) return anything
    return { ...anything, content: 'text', text: this.#readValue(declaration) }
  }

  #readComplexType(type: XmlElement, depth: number): ElementModel {
    const extension = findExtension(type)
    const body = extension ?? type
    const base = depth < 8 ? this.#readBase(extension, depth) : undefined
    const ownChildren = this.#readParticles(body, 1, undefined)
    const children = [...(base?.children ?? []), ...ownChildren]
    const hasText = childNamed(type, 'simpleContent') !== undefined
    return {
      content: hasText
        ? 'text'
        : children.length > 0 || hasParticle(body)
          ? 'children'
          : (base?.content ?? 'empty'),
      text: base?.text ?? {},
      attributes: [...(base?.attributes ?? []), ...this.#readAttributes(body)],
      children,
      ordered: childNamed(body, 'all') === undefined && (base?.ordered ?? true),
    }
  }

  #readBase(extension: XmlElement | undefined, depth: number): ElementModel | undefined {
    const baseName = localName(extension && attributeOf(extension, 'base'))
    if (baseName === undefined) return undefined
    const baseType = this.#complexTypes.get(baseName)
    if (baseType !== undefined) return this.#readComplexType(baseType, depth + 1)
    return { ...anything, content: 'text', text: this.#readNamedValue(baseName), ordered: true }
  }

  /** The children under a sequence, choice or all, nested ones laid flat. */
  #readParticles(parent: XmlElement, factor: number, choice: number | undefined): ChildModel[] {
    return parent.children.flatMap((particle) => {
      const minimum = Number(attributeOf(particle, 'minOccurs') ?? 1) * factor
      const maximum = occurrences(attributeOf(particle, 'maxOccurs'))
      if (isNamed(particle, 'element'))
        return this.#readChild(particle, choice === undefined ? minimum : 0, maximum, choice)
      if (isNamed(particle, 'choice')) return this.#readParticles(particle, 0, ++this.#choices)
      if (isNamed(particle, 'sequence') || isNamed(particle, 'all'))
        return this.#readParticles(particle, minimum, choice)
      return []
    })
  }

  #readChild(
    particle: XmlElement,
    minimum: number,
    maximum: number,
    choice: number | undefined,
  ): ChildModel[] {
    const reference = localName(attributeOf(particle, 'ref'))
    const name = reference ?? attributeOf(particle, 'name')
    if (name === undefined) return []
    const declaration = reference === undefined ? particle : this.#globalElements.get(reference)
    return [
      {
        name,
        minimum,
        maximum,
        choice,
        element: () => (declaration ? this.#readElement(declaration) : anything),
      },
    ]
  }

  #readAttributes(parent: XmlElement): AttributeModel[] {
    return parent.children
      .filter((child) => isNamed(child, 'attribute'))
      .map((child) => ({
        name: attributeOf(child, 'name') ?? '',
        required: attributeOf(child, 'use') === 'required',
        ...this.#readValue(child),
      }))
  }

  #readValue(declaration: XmlElement): ValueModel {
    const inline = childNamed(declaration, 'simpleType')
    if (inline !== undefined) return this.#readSimpleType(inline)
    const typeName = localName(attributeOf(declaration, 'type'))
    return typeName === undefined ? {} : this.#readNamedValue(typeName)
  }

  #readNamedValue(typeName: string): ValueModel {
    const type = this.#simpleTypes.get(typeName)
    return type === undefined ? (builtInValues.get(typeName) ?? {}) : this.#readSimpleType(type)
  }

  #readSimpleType(type: XmlElement): ValueModel {
    const union = childNamed(type, 'union')
    if (union !== undefined) return this.#readOpenList(union)
    const restriction = childNamed(type, 'restriction')
    const values = (restriction?.children ?? [])
      .filter((facet) => isNamed(facet, 'enumeration'))
      .map((facet) => attributeOf(facet, 'value') ?? '')
    if (values.length > 0) return { values }
    const annotation = childNamed(type, 'annotation')
    const description = (annotation && childNamed(annotation, 'documentation'))?.text
      .replace(/\s+/g, ' ')
      .trim()
    return description ? { description } : {}
  }

  /** Values to choose from, and last the type of all others that are allowed. */
  #readOpenList(union: XmlElement): ValueModel {
    const others = attributeOf(union, 'memberTypes')?.trim().split(/\s+/).at(-1)
    const { description } = others === undefined ? {} : this.#readNamedValue(localName(others))
    return description ? { description } : {}
  }
}

function findExtension(type: XmlElement): XmlElement | undefined {
  const content = childNamed(type, 'simpleContent') ?? childNamed(type, 'complexContent')
  return content && (childNamed(content, 'extension') ?? childNamed(content, 'restriction'))
}

function hasParticle(body: XmlElement): boolean {
  return body.children.some((child) => ['sequence', 'choice', 'all'].some((name) => isNamed(child, name)))
}

function occurrences(maximum: string | undefined): number {
  return maximum === 'unbounded' ? Number.POSITIVE_INFINITY : Number(maximum ?? 1)
}

function isNamed(element: XmlElement, name: string): boolean {
  return localName(element.name) === name
}

function childNamed(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((child) => isNamed(child, name))
}

function attributeOf(element: XmlElement, name: string): string | undefined {
  return element.attributes.find((attribute) => attribute.name === name)?.value
}

function localName(name: string): string
function localName(name: string | undefined): string | undefined
function localName(name: string | undefined): string | undefined {
  return name?.slice(name.indexOf(':') + 1)
}
