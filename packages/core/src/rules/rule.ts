import type { ValidationProfile } from '../build/options/options.ts'
import type { Connector } from '../connector/connector.ts'
import type { TextPosition } from '../connector/xml-document.ts'
import type { Diagnostic, Severity } from '../report/diagnostic.ts'
import type { RuleId } from './rule-id.ts'

/** What a rule is called and what it asks for: enough for documentation and for settings. */
export interface RuleDescription {
  id: RuleId
  /** What a finding counts as unless the rule or a setting says otherwise. */
  severity: Severity
  /** What it counts as under the profile `gallery`, where that differs. */
  gallerySeverity?: Severity
  /** True where only the profile `gallery` asks for it. Default false. */
  galleryOnly?: boolean
  /** What the rule asks for, in one sentence. */
  summary: string
  /** What to do about a finding, unless the finding itself knows better. */
  help: string
  /** The page of the connector documentation that says so. */
  url?: string
}

/** A rule beyond the schemas. It must cope with any tree, since it runs even when the schema check failed. */
export interface Rule extends RuleDescription {
  /** True where the rule needs to see all files, so that a single file cannot be checked. Default false. */
  wholeConnector?: boolean
  /** True where the rule is only for files that sites or users bring, outside of any connector. Default false. */
  outsideConnectors?: boolean
  /** What a connector that the rule is about builds on: a database, the default, or a web application, or either. */
  appliesTo?: 'databases' | 'web-data' | 'all'
  check(context: RuleContext): Iterable<RuleFinding>
}

/** What a rule looks at. */
export interface RuleContext {
  connector: Connector
  /** Softens what older connectors could not know. */
  backwardsCompatible: boolean
  /** What the connector is meant for. */
  profile: ValidationProfile
}

/** One violation of a rule. */
export interface RuleFinding {
  message: string
  file: string
  /** The offending element or attribute. */
  place: { start: TextPosition }
  /** Where it differs from the rule's own. */
  severity?: Severity
  help?: string
}

/** Runs a rule; one that the profile does not ask for finds nothing. */
export function runRule(rule: Rule, context: RuleContext): Diagnostic[] {
  const isForGallery = context.profile === 'gallery'
  if (rule.galleryOnly === true && !isForGallery) return []
  const raised = isForGallery ? rule.gallerySeverity : undefined
  return [...rule.check(context)].map(({ message, file, place, severity, help }) => ({
    rule: rule.id,
    severity: raised ?? severity ?? rule.severity,
    message,
    file,
    line: place.start.line,
    column: place.start.column,
    help: help ?? rule.help,
    ...(rule.url !== undefined && { url: rule.url }),
  }))
}
