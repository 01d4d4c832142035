/** The engines that can check a document against a schema; both are libxml2 inside. */
export type XmlEngineName = 'libxmljs2' | 'libxml2-wasm'

/** One thing an engine found wrong with a document. */
export interface EngineFinding {
  /** libxml2's own sentence, without the line break at its end. */
  message: string
  /** 1-based line on which the start tag of the element ends. */
  line: number
  /** libxml2's number for this kind of finding, where the engine gives it. */
  code?: number
}

/**
 * Checks XML documents against XSD schemas.
 *
 * Neither the network nor the disk is touched: entities and schema locations are not followed, XInclude is off.
 */
export interface XmlEngine {
  readonly name: XmlEngineName
  /**
   * Checks a document.
   *
   * @param schemaText - The schema; it is prepared once and kept.
   * @param document - A well-formed document in UTF-8.
   * @returns What is wrong, in the engine's order; empty for a valid document. A document that the engine
   *   cannot parse gives its parser's findings.
   * @throws {TacosmithError} `environment` where the schema itself cannot be used.
   */
  validate(schemaText: string, document: Uint8Array): EngineFinding[]
}
