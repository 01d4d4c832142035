import { documentationPage } from '../connector/documentation.ts'
import { scriptContentRules } from '../scripts/rules/index.ts'
import type { RuleDescription } from './rule.ts'

const url = documentationPage('api-reference')

/** What is found in scripts while they are planned and checked. */
export const scriptRules: readonly RuleDescription[] = [
  {
    id: 'script-encoding',
    severity: 'error',
    summary: 'Scripts are UTF-8 without a byte order mark.',
    help: 'Save the file as UTF-8 without a byte order mark.',
  },
  {
    id: 'script-syntax',
    severity: 'error',
    summary: "Scripts are JavaScript that Tableau's script engine runs.",
    help: 'Use older syntax, or let a bundler build the script.',
    url,
  },
  {
    id: 'script-too-large',
    severity: 'error',
    summary:
      'A script has at most 1,000,000 characters and 75,000 words and signs (tokens), and nests some 300 brackets deep.',
    help: 'Leave out what the script does not use, or set the rule to "warn" to package it unchecked.',
  },
  {
    id: 'script-shape',
    severity: 'error',
    summary: 'A script is one function expression in parentheses.',
    help: 'Write the script as (function name(attr) { ... }).',
    url,
  },
  {
    id: 'script-library',
    severity: 'error',
    summary: "Scripts use only what Tableau's script engine has.",
    help: 'Use the older way that the finding names.',
    url,
  },
  {
    id: 'script-export',
    severity: 'error',
    summary: 'The default export of a script is a plain function.',
    help: 'Export a function that returns its result, not a promise of it.',
    url,
  },
  {
    id: 'script-two-sources',
    severity: 'warning',
    summary: 'A script exists once: as JavaScript or as the source that it is built from.',
    help: 'Remove one of the two files.',
  },
  {
    id: 'script-not-built',
    severity: 'error',
    summary: 'A script that is written as a module is built by a bundler.',
    help: 'Build the connector with the plugin for your bundler.',
  },
  ...scriptContentRules,
]
