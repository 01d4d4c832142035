import { ParseOption, XmlDocument, XmlLibError, XsdValidator } from 'libxml2-wasm'
import { TacosmithError } from '../../errors.ts'
import type { EngineFinding, XmlEngine } from './xml-engine.ts'

const parseOptions = {
  option:
    ParseOption.XML_PARSE_NONET |
    ParseOption.XML_PARSE_NO_XXE |
    ParseOption.XML_PARSE_NO_SYS_CATALOG |
    ParseOption.XML_PARSE_HUGE |
    ParseOption.XML_PARSE_BIG_LINES,
}

/** Prepared schemas live as long as the process; there are eight of them, or a few more with `schemas`. */
const validators = new Map<string, XsdValidator>()

/** The engine that runs everywhere: libxml2 as WebAssembly. */
export const libxml2WasmEngine: XmlEngine = { name: 'libxml2-wasm', validate }

function validate(schemaText: string, document: Uint8Array): EngineFinding[] {
  const validator = validatorFor(schemaText)
  let parsed: XmlDocument | undefined
  try {
    parsed = XmlDocument.fromBuffer(document, parseOptions)
    validator.validate(parsed)
    return []
  } catch (error) {
    if (error instanceof XmlLibError) return error.details.map(toFinding)
    throw error
  } finally {
    parsed?.dispose()
  }
}

function validatorFor(schemaText: string): XsdValidator {
  const known = validators.get(schemaText)
  if (known !== undefined) return known
  let schema: XmlDocument | undefined
  try {
    schema = XmlDocument.fromString(schemaText, parseOptions)
    const validator = XsdValidator.fromDoc(schema)
    validators.set(schemaText, validator)
    return validator
  } catch (error) {
    const reason = error instanceof Error ? error.message.trim() : String(error)
    throw new TacosmithError('environment', `The schema cannot be used: ${reason}`, { cause: error })
  } finally {
    schema?.dispose()
  }
}

function toFinding(detail: { message: string; line: number }): EngineFinding {
  return { message: detail.message.trimEnd(), line: detail.line }
}
