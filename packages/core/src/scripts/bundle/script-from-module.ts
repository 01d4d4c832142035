import type { AnyNode, ExportNamedDeclaration, Program } from 'acorn'
import { nodesOf, parseScript } from '../analyse/parse-script.ts'
import type { ScriptPlan } from '../plan/plan-scripts.ts'
import type { ScriptBundle } from './finish-scripts.ts'
import { mapLocator } from './map-locator.ts'
import { leftOut, noDefaultExport, notOneScript, topLevelAwait } from './script-errors.ts'
import { bundleVariable } from './wrap-script.ts'

/** One ES module that holds a script and everything it imports, as Vite, Rollup and Rolldown make it. */
export interface ScriptModule {
  /** The text of the module, in the newest syntax. */
  code: string
  /** Its source map; without it findings name no line. */
  map: Parameters<typeof mapLocator>[0] | undefined
  /** The folder that relative sources in the map start from, absolute. */
  mapFolder: string
}

/** A part of a text and its replacement. */
interface Replacement {
  start: number
  end: number
  text: string
}

/**
 * Turns a module into a script that passes its default export to `wrapScript`. Everything else stays as it is, comments and
 * line numbers too.
 *
 * @param connectorFolder - Findings name files relative to it.
 * @throws TacosmithError `script` where the module has no default export, imports what is not in it, or waits at top
 *   level.
 */
export function scriptFromModule(
  plan: Pick<ScriptPlan, 'sourcePath'>,
  { code, map, mapFolder }: ScriptModule,
  connectorFolder: string,
): ScriptBundle {
  const parsed = parseScript(code, 'latest', 'module')
  if ('error' in parsed) throw notOneScript(plan, parsed.error.message)
  refuseImports(plan, parsed.program)
  if (waitsAtTopLevel(parsed.program)) throw topLevelAwait(plan)
  const replacements = parsed.program.body.flatMap((statement) => exportReplacements(statement, code))
  if (!replacements.some(({ text }) => text.startsWith(bundleVariable))) throw noDefaultExport(plan)
  return {
    code: replaced(code, replacements),
    locate: map ? mapLocator(map, connectorFolder, mapFolder) : undefined,
  }
}

function refuseImports(plan: Pick<ScriptPlan, 'sourcePath'>, program: Program): void {
  for (const statement of program.body) {
    const source = 'source' in statement ? statement.source : undefined
    if (source) throw notOneScript(plan, leftOut(String(source.value)))
  }
}

/** Whether there is an `await` outside of every function. */
function waitsAtTopLevel(program: Program): boolean {
  const parents = new Map<AnyNode, AnyNode | undefined>()
  for (const { node, parent } of nodesOf(program)) parents.set(node, parent)
  return nodesOf(program).some(({ node }) => {
    if (node.type !== 'AwaitExpression' && !(node.type === 'ForOfStatement' && node.await)) return false
    let outer = parents.get(node)
    while (outer && !/Function/.test(outer.type)) outer = parents.get(outer)
    return outer === undefined
  })
}

function exportReplacements(statement: Program['body'][number], code: string): Replacement[] {
  switch (statement.type) {
    case 'ExportNamedDeclaration':
      return [withoutNamedExport(statement)]
    case 'ExportDefaultDeclaration': {
      const { start, declaration } = statement
      const isNamed = /^(Function|Class)Declaration$/.test(declaration.type) && 'id' in declaration
      const name = isNamed ? declaration.id?.name : undefined
      const text = code.slice(declaration.start, declaration.end)
      // A declaration is known by its name before its line is reached.
      if (name) return [{ start, end: statement.end, text: `${bundleVariable} = ${name};\n${text}` }]
      return [{ start, end: declaration.start, text: `${bundleVariable} = ` }]
    }
    default:
      return []
  }
}

function withoutNamedExport({ start, end, declaration, specifiers }: ExportNamedDeclaration): Replacement {
  if (declaration) return { start, end: declaration.start, text: '' }
  const isDefault = ({ exported }: (typeof specifiers)[number]) =>
    exported.type === 'Identifier' ? exported.name === 'default' : exported.value === 'default'
  const local = specifiers.find(isDefault)?.local
  return { start, end, text: local?.type === 'Identifier' ? `${bundleVariable} = ${local.name};` : '' }
}

function replaced(code: string, replacements: readonly Replacement[]): string {
  let text = code
  for (const { start, end, text: instead } of [...replacements].reverse()) {
    text = text.slice(0, start) + instead + text.slice(end)
  }
  return text
}
