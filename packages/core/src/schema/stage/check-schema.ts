import type { XmlDocument, XmlElement } from '../../connector/xml-document.ts'
import type { XmlEngine } from '../engines/xml-engine.ts'
import { type ElementModel, readSchemaModel, type SchemaModel } from '../xsd/schema-model.ts'
import { diagnoseChildren } from './children.ts'
import { writeEngineDocument } from './engine-document.ts'
import {
  explainAttributeValue,
  explainElements,
  explainMissingAttribute,
  explainRoot,
  explainText,
  explainTextValue,
  explainUnknownAttribute,
  type FindingSubject,
  findIntendedAttribute,
  recogniseFinding,
} from './explain.ts'
import { findNamespaceProblems } from './namespace-problems.ts'
import { problemAt, type SchemaProblem } from './schema-problem.ts'

/** An engine stops in an element at its first wrong child; each round corrects what the last one found. */
const maximumRounds = 40

const models = new Map<string, SchemaModel>()

const unknownModel: ElementModel = { content: 'any', text: {}, attributes: [], children: [], ordered: false }

/**
 * Checks a document against a schema and gives every violation, each at the element or attribute it is about.
 *
 * The engine alone decides whether the document is valid. The schema's model only puts its findings into words.
 */
export function checkSchema(document: XmlDocument, schemaText: string, engine: XmlEngine): SchemaProblem[] {
  return new SchemaCheck(document, schemaText, engine).run()
}

class SchemaCheck {
  readonly #document: XmlDocument
  readonly #schemaText: string
  readonly #engine: XmlEngine
  readonly #corrected = new Map<XmlElement, (XmlElement | string)[]>()
  readonly #problems: SchemaProblem[]
  readonly #reported = new Set<string>()

  constructor(document: XmlDocument, schemaText: string, engine: XmlEngine) {
    this.#document = document
    this.#schemaText = schemaText
    this.#engine = engine
    this.#problems = findNamespaceProblems(document)
  }

  /** Read only where there is something to put into words: valid documents do not wait for it. */
  get #schema(): SchemaModel {
    return modelOf(this.#schemaText)
  }

  run(): SchemaProblem[] {
    for (let round = 0; round < maximumRounds; round++) {
      if (!this.#runRound()) break
    }
    return this.#problems.sort((left, right) => left.line - right.line || left.column - right.column)
  }

  /** Returns whether something was corrected, so that another round may find more. */
  #runRound(): boolean {
    const written = writeEngineDocument(this.#document, this.#corrected)
    let corrected = false
    for (const finding of this.#engine.validate(this.#schemaText, written.bytes)) {
      const element = written.elementAt(finding.line)
      // Findings in an element that was made up for this round are of our own making.
      if (element === undefined && finding.line >= 2) continue
      const place = element ?? this.#document.root
      if (this.#take(recogniseFinding(finding.message), place, finding.message)) corrected = true
    }
    return corrected
  }

  #take(subject: FindingSubject, element: XmlElement, message: string): boolean {
    switch (subject.about) {
      case 'child':
        return this.#takeChildren(element.parent ?? element, element, message)
      case 'missing-children':
        return this.#takeChildren(element, undefined, message)
      case 'root':
        if (!this.#isReported(element)) {
          this.#tell('root', element, () => explainRoot(element, [...this.#schema.roots.keys()]))
        }
        return false
      case 'unknown-attribute': {
        this.#tell(keyOf(subject), element, () => this.#explain(subject, element, message))
        // Engines report what is unknown before what is missing: a misspelled attribute is there after all.
        const meant = findIntendedAttribute(element, subject.attribute, this.#modelAt(element))
        if (meant !== undefined) {
          this.#reported.add(onceKey(element, keyOf({ about: 'missing-attribute', attribute: meant })))
        }
        return false
      }
      default:
        this.#tell(keyOf(subject), element, () => this.#explain(subject, element, message))
        return false
    }
  }

  #explain(subject: FindingSubject, element: XmlElement, message: string): SchemaProblem {
    const model = this.#modelAt(element)
    switch (subject.about) {
      case 'unknown-attribute':
        return explainUnknownAttribute(element, subject.attribute, model)
      case 'missing-attribute':
        return explainMissingAttribute(element, subject.attribute, model)
      case 'attribute-value':
        return explainAttributeValue(element, subject.attribute, model)
      case 'text-value':
        return explainTextValue(this.#document, element, model)
      case 'text':
        return explainText(this.#document, element, model)
      case 'elements':
        return explainElements(element, model)
      default:
        return problemAt(element, withoutSubject(message))
    }
  }

  #takeChildren(parent: XmlElement, child: XmlElement | undefined, message: string): boolean {
    if (!this.#corrected.has(parent)) {
      const diagnosis = diagnoseChildren(parent, this.#modelAt(parent))
      this.#corrected.set(parent, diagnosis.corrected)
      for (const problem of diagnosis.problems) this.#problems.push(problem)
      if (diagnosis.problems.length > 0 || diagnosis.corrected.length !== parent.children.length) return true
    }
    // The model does not explain it: say what the engine says, and go on without the child.
    this.#tell('children', child ?? parent, () => explainUnmodelled(parent, child, message))
    const remaining = this.#corrected.get(parent)
    const index = child === undefined ? -1 : (remaining?.indexOf(child) ?? -1)
    if (index < 0) return false
    remaining?.splice(index, 1)
    return true
  }

  #modelAt(element: XmlElement): ElementModel {
    if (element.parent === undefined) return this.#schema.roots.get(element.name) ?? unknownModel
    const parent = this.#modelAt(element.parent)
    if (parent.content === 'any') return this.#schema.roots.get(element.name) ?? unknownModel
    return parent.children.find(({ name }) => name === element.name)?.element() ?? unknownModel
  }

  /**
   * Adds a problem unless the same thing was reported before, perhaps in an earlier round. Only then it is put into words:
   * engines complain of each of thousands of texts in one element, and finding the first takes reading all of them.
   */
  #tell(key: string, element: XmlElement, explain: () => SchemaProblem): void {
    const once = onceKey(element, key)
    if (this.#reported.has(once)) return
    this.#reported.add(once)
    this.#problems.push(explain())
  }

  #isReported(element: XmlElement): boolean {
    return this.#problems.some(
      ({ line, column }) => line === element.start.line && column === element.start.column,
    )
  }
}

function modelOf(schemaText: string): SchemaModel {
  let model = models.get(schemaText)
  if (model === undefined) {
    model = readSchemaModel(schemaText)
    models.set(schemaText, model)
  }
  return model
}

function onceKey(element: XmlElement, key: string): string {
  return `${element.start.offset} ${key}`
}

function keyOf(subject: FindingSubject): string {
  return 'attribute' in subject ? `${subject.about} ${subject.attribute}` : subject.about
}

function explainUnmodelled(
  parent: XmlElement,
  child: XmlElement | undefined,
  message: string,
): SchemaProblem {
  const expected = /Expected is (?:one of )?\( ([^)]*?) \)/.exec(message)?.[1]
  const help = expected === undefined ? undefined : `Expected there: ${expected.replace(/,? \.\.\.$/, ' …')}.`
  if (child === undefined) return problemAt(parent, `<${parent.name}> lacks an element`, help)
  return problemAt(child, `<${child.name}> is not allowed here in <${parent.name}>`, help)
}

/** Our position says which element it is about. */
function withoutSubject(message: string): string {
  return message.replace(/^Element '[^']*'(?:, attribute '[^']*')?: /, '').replace(/\.$/, '')
}
