import type { EngineChoice } from '../../build/options/options.ts'
import type { XmlFileKind } from '../../connector/connector.ts'
import type { XmlDocument } from '../../connector/xml-document.ts'
import type { Diagnostic } from '../../report/diagnostic.ts'
import { loadEngine } from '../engines/load-engine.ts'
import type { XmlEngine } from '../engines/xml-engine.ts'
import { embeddedSchemas } from '../xsd/embedded.ts'
import { readSchemaFolder } from '../xsd/schema-folder.ts'
import { checkSchema } from './check-schema.ts'
import type { SchemaProblem } from './schema-problem.ts'

/** With what files are checked against schemas. */
export interface SchemaStageOptions {
  /** A folder with XSD files to use instead of the built-in ones. */
  schemas?: string | undefined
  /** Default `auto`. */
  engine?: EngineChoice | undefined
}

/** What is wrong with a document does not change: in watch mode most documents come again. */
const checked = new WeakMap<XmlDocument, { schema: string; engine: XmlEngine; problems: SchemaProblem[] }>()

/** The schema check, ready to be run on any number of files. */
export class SchemaStage {
  readonly #schemas: Readonly<Record<XmlFileKind, string>>
  readonly #engine: XmlEngine

  private constructor(schemas: Readonly<Record<XmlFileKind, string>>, engine: XmlEngine) {
    this.#schemas = schemas
    this.#engine = engine
  }

  /**
   * Gets schemas and engine ready.
   *
   * @throws {TacosmithError} `environment` where the engine or the schema folder cannot be used, `usage` for an
   *   unknown engine.
   */
  static async prepare(options: SchemaStageOptions): Promise<SchemaStage> {
    const schemas = options.schemas === undefined ? embeddedSchemas : await readSchemaFolder(options.schemas)
    return new SchemaStage(schemas, await loadEngine(options.engine ?? 'auto'))
  }

  /** Every violation of the schema for this kind of file. */
  check(file: string, kind: XmlFileKind, document: XmlDocument): Diagnostic[] {
    return this.#problemsOf(document, this.#schemas[kind]).map((problem) => ({
      rule: 'schema-invalid',
      severity: 'error',
      file,
      ...problem,
    }))
  }

  #problemsOf(document: XmlDocument, schema: string): SchemaProblem[] {
    const engine = this.#engine
    const known = checked.get(document)
    if (known?.schema === schema && known.engine === engine) return known.problems
    const problems = checkSchema(document, schema, engine)
    checked.set(document, { schema, engine, problems })
    return problems
  }
}
