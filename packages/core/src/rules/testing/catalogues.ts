import type { RuleFile } from './rule-files.ts'

// What `npm run docs` writes from the files of the rules.

const heading = '// Generated from the files of the rules. Run `npm run docs` after a change.'
/** The formatter sorts imports by rules of its own. */
const sorted = '// biome-ignore-all assist/source/organizeImports: sorted by path.'

/** rules/catalogue.ts: all rules. */
export function catalogue(files: readonly RuleFile[]): string {
  const checked = files.filter(({ hasCheck, isOnScripts }) => hasCheck && !isOnScripts)
  const described = files.filter((file) => !checked.includes(file))
  return lines([
    heading,
    sorted,
    ...files.map(({ id, path }) => `import { rule as ${nameOf(id)} } from '${importPath(path)}'`),
    "import type { Rule, RuleDescription } from './rule.ts'",
    '',
    '/** The rules that run over a connector. */',
    ...list('checkedRules', 'Rule', checked),
    '',
    '/** What other steps find: described for documentation and settings. */',
    ...list('describedRules', 'RuleDescription', described),
  ])
}

/** scripts/rules/catalogue.ts: the rules on the syntax of scripts. */
export function scriptCatalogue(files: readonly RuleFile[]): string {
  const onSyntax = files.filter(({ hasCheck, isOnScripts }) => hasCheck && isOnScripts)
  return lines([
    heading,
    ...onSyntax.map(({ id }) => `import { rule as ${nameOf(id)} } from './${id}.ts'`),
    "import type { ScriptRule } from './script-rule.ts'",
    '',
    "/** The rules that a script's syntax is held against. */",
    ...list('syntaxRules', 'ScriptRule', onSyntax),
  ])
}

/** rules/examples.ts: the examples of all rules. */
export function exampleCatalogue(files: readonly RuleFile[]): string {
  const shown = files.filter(({ hasExample }) => hasExample)
  return lines([
    heading,
    sorted,
    ...shown.map(({ id, path }) => `import { example as ${nameOf(id)} } from '${importPath(path)}'`),
    "import type { NamedExample } from './rule-example.ts'",
    '',
    '/** An example for each rule. Only documentation and tests need them: import this module on demand. */',
    'export const ruleExamples: readonly NamedExample[] = [',
    ...shown.map(({ id }) => `  { rule: '${id}', ...${nameOf(id)}() },`),
    ']',
  ])
}

/** rules/rule-id.ts: the names as a type. */
export function ruleIdType(files: readonly RuleFile[]): string {
  return lines([
    heading,
    '',
    "/** A rule's name: kebab-case, stable, listed in docs/rules.md. */",
    'export type RuleId =',
    ...idsOf(files).map((id) => `  | '${id}'`),
  ])
}

/** build/options/rule-names.ts: the names as a list. */
export function ruleNames(files: readonly RuleFile[]): string {
  return lines([
    heading,
    "import type { RuleId } from '../../rules/rule-id.ts'",
    '',
    '/** The names of all rules. To load them from the rules would load the rules. */',
    'export const ruleNames: readonly RuleId[] = [',
    ...idsOf(files).map((id) => `  '${id}',`),
    ']',
  ])
}

function list(name: string, type: string, files: readonly RuleFile[]): string[] {
  return [`export const ${name}: readonly ${type}[] = [`, ...files.map(({ id }) => `  ${nameOf(id)},`), ']']
}

function idsOf(files: readonly RuleFile[]): string[] {
  return files.map(({ id }) => id).sort()
}

/** A rule's name as one of JavaScript. */
function nameOf(id: string): string {
  return id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
}

function importPath(path: string): string {
  return path.startsWith('.') ? path : `./${path}`
}

function lines(all: readonly string[]): string {
  return `${all.join('\n')}\n`
}
