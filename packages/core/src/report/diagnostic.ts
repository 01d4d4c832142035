/** How much a finding matters: an `error` stops packaging, a `warning` and an `info` do not. */
export type Severity = 'error' | 'warning' | 'info'

/** One finding in a connector or in a `.taco`. */
export interface Diagnostic {
  /** The rule's name, see `RuleId`. */
  rule: string
  severity: Severity
  /** What is wrong, with the offending value. */
  message: string
  /** Relative to the connector folder, forward slashes. */
  file?: string
  /** 1-based. */
  line?: number
  /** 1-based, in UTF-16 code units as editors count them. */
  column?: number
  /** What to do. */
  help?: string
  /** The page of the connector documentation that says so. */
  url?: string
  /** How many findings this one stands for: further ones of its rule in its file, which are not listed one by one. */
  count?: number
  /** Facts for the steps of a build; a report does not hold them. */
  about?: {
    /** The source of a script, relative to the connector folder, that could not be built for this reason. */
    script: string
  }
}

/** All findings of one run, sorted by file and line. */
export interface Report {
  /** True when there is no error (and no warning, where warnings count as errors). */
  ok: boolean
  /** All that were found, including those that are combined into one. */
  errors: number
  warnings: number
  diagnostics: Diagnostic[]
}
