import type { Connector, ScriptRole } from '../../connector/connector.ts'
import { inspectScript } from '../analyse/check-script.ts'
import { scriptFacts } from '../analyse/script-facts.ts'
import { functionOf } from '../analyse/script-shape.ts'
import { readScriptTree } from '../analyse/script-tree.ts'
import { firstReads } from '../rules/first-reads.ts'
import { CheckedScript } from '../rules/script-rule.ts'

/** What a script does with the attributes that Tableau hands it, as far as its text shows. */
export interface ScriptAttributes {
  role: ScriptRole
  /** The script, relative to the connector's folder. */
  path: string
  /** Where it reads each attribute for the first time, also where it only asks whether there is one. */
  reads: { name: string; line: number | undefined; column: number | undefined }[]
  /** Whether it may read others, which only running it shows. */
  isOpen: boolean
}

/** Reads which attributes the scripts of a connector read; one that is no script gives nothing. */
export function readAttributes(connector: Connector): ScriptAttributes[] {
  return connector.scripts.flatMap(({ role, reference }): ScriptAttributes[] => {
    const file = connector.files.find(({ path, kind }) => path === reference.path && kind === 'script')
    const program = file && inspectScript(file.path, file.bytes, 'es2016', false).program
    if (file === undefined || program === undefined) return []
    const entry = functionOf(program)
    const { attributes } = new CheckedScript(readScriptTree(program), entry, role, scriptFacts(connector))
    const reads = firstReads(attributes.reads).map(({ name, node: { loc } }) => ({
      name,
      line: loc?.start.line,
      column: loc ? loc.start.column + 1 : undefined,
    }))
    const probed = [...attributes.probed].filter((name) => !reads.some((read) => read.name === name))
    return [
      {
        ...{ role, path: file.path, isOpen: attributes.isOpen },
        reads: [...reads, ...probed.map((name) => ({ name, line: undefined, column: undefined }))],
      },
    ]
  })
}
