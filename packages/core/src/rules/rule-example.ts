import type { RuleId } from './rule-id.ts'

/**
 * What documentation shows of a rule. Tests hold each example to its word: the snippets are put into a connector, the
 * wrong one is found by the rule, the right one is not.
 */
export interface RuleExample {
  /** What happens to an author who ignores the rule, in one to three sentences of Markdown. */
  why: string
  /** The file that the snippets are cut from, for instance `connection-fields.xml`. */
  file: string
  wrong: string
  right: string
  /** How the snippet is placed in a connector. */
  context: ExampleContext
}

/** An example with the rule that it is of. */
export interface NamedExample extends RuleExample {
  rule: RuleId
}

/** Where the snippets of an example are placed in the connector that its test makes. */
export interface ExampleContext {
  /** The snippets are names of a file, and this is its content. */
  named?: string
  /**
   * The text in that file of the connector, after `changes`, that the snippet takes the place of; default: the whole
   * file is the snippet.
   */
  replaces?: string
  /** What else differs from the minimal connector of the tests: whole files, or a part and what replaces it. */
  changes?: Record<string, string | readonly (readonly [part: string, replacement: string])[]>
  /**
   * True where the snippets list the files of the connector folder, line by line, perhaps with a size as in
   * `dialect.tdd 300 KB`, instead of the content of a file.
   */
  listing?: boolean
  /** The file that the finding is in, where that is not the one that the snippets are cut from. */
  foundIn?: string
  /** Other rules that find fault with the wrong snippet too, for a reason of their own. */
  alongside?: readonly RuleId[]
  /** Other rules that find fault with the connector of both snippets, since it must be an unusual one. */
  throughout?: readonly RuleId[]
  /** True where the file is by itself, outside of any connector. */
  outside?: boolean
  /** The profile under which the rule applies. Default `default`. */
  profile?: 'default' | 'gallery'
}
