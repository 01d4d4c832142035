import type { ResolvedValidateOptions } from '../build/options/options.ts'
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
import { rootElements } from '../schema/xsd/root-elements.ts'
import { rulesFor, rulesOutside } from './all-rules.ts'
import { applyIgnoreComments } from './ignore-comments.ts'
import { rule as ignoreUnused } from './ignoring/ignore-unused.ts'
import { runRule } from './rule.ts'
import { applyRuleSettings, checkRuleSettings } from './rule-settings.ts'
import { ruleIds } from './validate-connector.ts'

/** How {@link validateFile} checks. */
export interface ValidateFileOptions
  extends Partial<Pick<ResolvedValidateOptions, 'backwardsCompatible' | 'engine' | 'profile' | 'rules'>> {
  /** Leave out the rules that no schema can express. Default false. */
  schemaOnly?: boolean
  /** A folder with the XSD files of an SDK checkout, used instead of the built-in ones. */
  schemas?: string | undefined
  /** The connector that the file is part of, as its manifest names it: what the file says about it must agree. */
  connector?: ConnectorIdentity | undefined
  /** True for an OAuth configuration that a site or a user brings, which no connector refers to. Default false. */
  external?: boolean
}

/** What a manifest says about its connector. */
export type ConnectorIdentity = Pick<Connector, 'className' | 'pluginVersion' | 'superclass'>

/** Stands for the file while it is checked; findings on a single file name no file. */
const onlyFile = 'file'

/**
 * Checks one file of a connector on its own.
 *
 * Rules that compare files with each other do not apply.
 *
 * @param kind - What the file is; its name and extension do not matter.
 * @param bytes - The file's content.
 * @returns All findings in the order of their places, without a file name; empty for a valid file.
 * @throws {TacosmithError} `usage` for an unknown kind, engine or rule, `environment` where the engine or the schema folder
 *   cannot be used. Never because of what is in the file.
 */
export async function validateFile(
  kind: XmlFileKind,
  bytes: Uint8Array,
  options: ValidateFileOptions = {},
): Promise<Diagnostic[]> {
  const { rules: settings = {} } = options
  refuseUnknownKind(kind)
  checkRuleSettings(settings, ruleIds)
  const stage = await SchemaStage.prepare(options)
  const { document, problem } = readXml(bytes)
  const findings: Diagnostic[] =
    problem !== undefined
      ? [{ rule: 'xml-not-well-formed', severity: 'error', ...problem }]
      : checkDocument({ kind, bytes, document }, stage, options)
  const { diagnostics } = createReport(applyRuleSettings(findings, settings))
  return diagnostics.map(({ file: _, ...diagnostic }) => diagnostic)
}

function refuseUnknownKind(kind: string): void {
  if (Object.hasOwn(rootElements, kind)) return
  throw new TacosmithError('usage', `Unknown kind of file "${kind}".`, {
    help: `The kinds are ${Object.keys(rootElements).join(', ')}.`,
  })
}

/** A file that is XML. */
interface ReadFile {
  kind: XmlFileKind
  bytes: Uint8Array
  document: XmlDocument
}

function checkDocument(file: ReadFile, stage: SchemaStage, options: ValidateFileOptions): Diagnostic[] {
  const { backwardsCompatible = false, profile = 'default', external = false } = options
  const schemaFindings = stage.check(onlyFile, file.kind, file.document)
  if (options.schemaOnly) return schemaFindings
  const connector = connectorOf(file, options.connector)
  const context = { connector, backwardsCompatible, profile }
  const applicable = [...rulesFor(connector), ...(external ? rulesOutside : [])]
  const findings = [
    ...schemaFindings,
    ...connector.problems,
    ...applicable
      .filter(({ wholeConnector }) => wholeConnector !== true)
      .flatMap((rule) => runRule(rule, context)),
  ]
  // A comment may be about a rule that only the whole connector can break.
  return applyIgnoreComments(findings, connector, ruleIds).filter(({ rule }) => rule !== ignoreUnused.id)
}

/** A connector that consists of one file. */
function connectorOf(
  { kind, bytes, document }: ReadFile,
  identity: ConnectorIdentity | undefined,
): Connector {
  const identityOf = (name: string): string | undefined => attributeValue(document.root, name) || undefined
  const { references, scripts, problems } = findReferences(onlyFile, kind, document)
  const isManifest = kind === 'manifest'
  return {
    source: memorySource({}),
    files: [{ path: onlyFile, kind, bytes, document }],
    references,
    scripts,
    className: isManifest ? identityOf('class') : identity?.className,
    pluginVersion: isManifest ? identityOf('plugin-version') : identity?.pluginVersion,
    superclass: isManifest ? identityOf('superclass') : identity?.superclass,
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
