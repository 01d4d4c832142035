import { askJava } from './java-oracle.ts'
import { requireOracle } from './oracles.ts'

/** What the XML Schema validator of a JDK says of a document. */
export interface SchemaVerdict {
  isValid: boolean
  /** Why not. */
  message: string
}

/**
 * Validates documents against XML Schemas with the validator of a JDK.
 *
 * @returns a verdict for each, in order; undefined, with the reason printed once, where there is no JDK
 */
export async function schemaVerdicts(
  documents: readonly { schema: string; document: string }[],
): Promise<SchemaVerdict[] | undefined> {
  if (requireOracle('java') === undefined) return undefined
  const output = await askJava(
    'validate',
    documents.flatMap(({ schema, document }) => [schema, document]),
  )
  const verdicts = output.split('\n').slice(0, -1)
  if (verdicts.length !== documents.length) {
    throw new Error(`the JDK gave ${verdicts.length} verdicts on ${documents.length} documents`)
  }
  return verdicts.map((line) => ({ isValid: line === 'valid', message: line.replace(/^invalid /, '') }))
}
