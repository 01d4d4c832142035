import { readdir } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { RuleDescription } from '../rule.ts'

/** The file of a rule. */
export interface RuleFile {
  /** Relative to the folder of all rules. */
  path: string
  /** The file's name without extension, which is the rule's. */
  id: string
  rule: RuleDescription
  hasCheck: boolean
  hasExample: boolean
  /** True for a rule on the syntax of scripts, which the room of scripts checks. */
  isOnScripts: boolean
}

const rulesFolder = join(import.meta.dirname, '..')
const scriptRules = join(rulesFolder, '../scripts/rules')

/** Every file that exports a rule, sorted by path. */
export async function findRuleFiles(): Promise<RuleFile[]> {
  const folders = (await readdir(rulesFolder, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory() && entry.name !== 'testing')
    .map(({ name }) => join(rulesFolder, name))
  const found = await Promise.all([scriptRules, ...folders].map(ruleFilesIn))
  return found.flat().sort((left, right) => (left.path < right.path ? -1 : 1))
}

async function ruleFilesIn(folder: string): Promise<RuleFile[]> {
  const names = (await readdir(folder)).filter((name) => /(?<!\.test|^catalogue)\.ts$/.test(name))
  const found = await Promise.all(names.map((name) => readRuleFile(join(folder, name), name)))
  return found.flat()
}

async function readRuleFile(file: string, name: string): Promise<RuleFile[]> {
  const module: { rule?: RuleDescription; example?: unknown } = await import(file)
  const { rule } = module
  if (rule === undefined) return []
  return [
    {
      path: relative(rulesFolder, file).replaceAll('\\', '/'),
      id: name.replace(/\.ts$/, ''),
      rule,
      hasCheck: 'check' in rule,
      hasExample: module.example !== undefined,
      isOnScripts: file.startsWith(scriptRules),
    },
  ]
}
