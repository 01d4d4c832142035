import type { EngineChoice } from '../build/options/options.ts'
import type { Connector, XmlFileKind } from '../connector/connector.ts'
import { findReferences } from '../connector/file-references.ts'
import { memorySource } from '../connector/memory-source.ts'
import { maximumXmlFileSize } from '../connector/read-connector.ts'
import type { XmlDocument } from '../connector/xml-document.ts'
import { attributeValue } from '../connector/xml-query.ts'
import { readXml } from '../connector/xml-reader.ts'
import { TacosmithError } from '../errors.ts'
import type { Diagnostic } from '../report/diagnostic.ts'
import { createReport } from '../report/report.ts'
import { SchemaStage } from '../schema/stage/schema-stage.ts'
import { rootElements } from '../schema/xsd/schema-folder.ts'
import { rules } from './all-rules.ts'
import { applyIgnoreComments } from './ignore-comments.ts'
import { rule as ignoreUnused } from './ignoring/ignore-unused.ts'
import { runRule } from './rule.ts'
import { ruleIds } from './validate-connector.ts'

/** How {@link validateFile} checks. */
export interface ValidateFileOptions {
  /** Leave out the rules that no schema can express. Default false. */
  schemaOnly?: boolean
  /** Default `auto`. */
  engine?: EngineChoice
  /** A folder with the XSD files of an SDK checkout, used instead of the built-in ones. */
  schemas?: string
}

/** Stands for the file while it is checked; findings on a single file name no file. */
const onlyFile = 'file'

/**
 * Checks one file of a connector by itself.
 *
 * Rules that compare files with each other do not apply.
 *
 * @param kind - What the file is; its name and extension do not matter.
 * @param bytes - The file's content.
 * @returns All findings in the order of their places, without a file name; empty for a valid file.
 * @throws {TacosmithError} `usage` for an unknown kind or engine, `environment` where the engine or the schema folder
 *   cannot be used. Never because of what is in the file.
 */
export async function validateFile(
  kind: XmlFileKind,
  bytes: Uint8Array,
  options: ValidateFileOptions = {},
): Promise<Diagnostic[]> {
  refuseUnknownKind(kind)
  const stage = await SchemaStage.prepare(options)
  const { document, problem } = readXml(bytes)
  if (problem !== undefined) return [{ rule: 'xml-not-well-formed', severity: 'error', ...problem }]
  const diagnostics = stage.check(onlyFile, kind, document)
  const findings = options.schemaOnly ? diagnostics : checkBeyondSchema(kind, bytes, document, diagnostics)
  return createReport(findings).diagnostics.map(({ file: _, ...diagnostic }) => diagnostic)
}

function refuseUnknownKind(kind: string): void {
  if (Object.hasOwn(rootElements, kind)) return
  throw new TacosmithError('usage', `Unknown kind of file "${kind}".`, {
    help: `The kinds are ${Object.keys(rootElements).join(', ')}.`,
  })
}

function checkBeyondSchema(
  kind: XmlFileKind,
  bytes: Uint8Array,
  document: XmlDocument,
  schemaFindings: readonly Diagnostic[],
): Diagnostic[] {
  const connector = connectorOf(kind, bytes, document)
  const context = { connector, backwardsCompatible: false, profile: 'default' } as const
  const applicable = rules.filter((rule) => rule.wholeConnector !== true)
  const findings = [
    ...schemaFindings,
    ...connector.problems,
    ...applicable.flatMap((rule) => runRule(rule, context)),
  ]
  // A comment may be about a rule that only the whole connector can break.
  return applyIgnoreComments(findings, connector, ruleIds).filter(({ rule }) => rule !== ignoreUnused.id)
}

/** A connector that consists of one file. */
function connectorOf(kind: XmlFileKind, bytes: Uint8Array, document: XmlDocument): Connector {
  const identityOf = (name: string): string | undefined =>
    kind === 'manifest' ? attributeValue(document.root, name) || undefined : undefined
  const { references, scripts, problems } = findReferences(onlyFile, kind, document)
  return {
    source: memorySource({}),
    files: [{ path: onlyFile, kind, bytes, document }],
    references,
    scripts,
    className: identityOf('class'),
    pluginVersion: identityOf('plugin-version'),
    superclass: identityOf('superclass'),
    problems: bytes.length > maximumXmlFileSize ? [...problems, tooLarge(bytes.length)] : problems,
  }
}

function tooLarge(size: number): Diagnostic {
  return {
    rule: 'xml-file-too-large',
    severity: 'error',
    message: `the file is too large: ${size} bytes; Tableau loads XML files of at most 256 KB`,
    help: 'Make the file smaller.',
  }
}
