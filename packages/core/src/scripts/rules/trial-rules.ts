import { documentationPage } from '../../connector/documentation.ts'
import type { RuleDescription } from '../../rules/rule.ts'

const url = documentationPage('api-reference')

/** A script that stops here will hardly run in Tableau; it is an error where all runs lack a variable or function. */
export const trialError: RuleDescription = {
  id: 'script-trial-error',
  severity: 'warning',
  summary:
    'In a trial run with made-up attributes a script comes to its end; where every run lacks a variable or function, that is an error.',
  help: 'Mend the script; check attributes that may be missing before use. If only the made-up values are to blame, switch the trial off with scripts.trial: false.',
  url,
}

/** Another result is refused, or taken for nothing. */
export const trialResult: RuleDescription = {
  id: 'script-trial-result',
  severity: 'warning',
  summary: 'In a trial run a script returns what Tableau takes.',
  help: 'The builder returns an array of texts, the properties script an object of texts.',
  url,
}
