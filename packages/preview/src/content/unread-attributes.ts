import { attributesRead, type FinishedScripts, type Snapshot } from '@tacosmith/core/adapter'
import { automaticAttributes } from '../dialog/connection-attributes.ts'
import type { DialogField, DialogModel } from '../dialog/dialog-model.ts'
import { lineOf } from './line-of.ts'
import type { PlacedName, UnreadAttributes } from './preview-content.ts'

/**
 * Compares what the dialog gives with what the scripts read, by their texts. Undefined where Tableau builds the connection
 * without a script of the connector's.
 */
export async function unreadAttributes(
  snapshot: Snapshot,
  dialog: DialogModel,
  built: FinishedScripts | undefined,
): Promise<UnreadAttributes | undefined> {
  const scripts = await attributesRead(snapshot, built?.overlay)
  if (!scripts.some(({ role }) => role === 'connection-builder')) return undefined
  const isWhole = scripts.length === snapshot.scripts.length && !scripts.some(({ isOpen }) => isOpen)
  const read = new Set(scripts.flatMap(({ reads }) => reads.map(({ name }) => name)))
  const unread = dialog.fields.filter((field) => isForScripts(field, dialog) && !read.has(field.name))
  const given = new Set(dialog.fields.map(({ name }) => name))
  const unknown: PlacedName[] = []
  for (const { path, reads } of scripts) {
    const plan = snapshot.scripts.find((one) => one.path === path)
    const file = plan?.sourcePath ?? path
    // What is built from modules has other lines than what people wrote.
    const text = plan?.kind === 'module' ? await textOf(snapshot, file) : undefined
    for (const { name, line, column } of reads) {
      if (given.has(name) || isKnown(name, dialog) || unknown.some((one) => one.name === name)) continue
      const place =
        plan?.kind === 'module' ? { line: lineOf(text, name), column: undefined } : { line, column }
      unknown.push({ name, place: { file, ...place } })
    }
  }
  return {
    // Whoever may read all attributes leaves none unread.
    unread: isWhole ? unread.map(({ name, place }) => ({ name, place })) : [],
    unknown,
    isWhole,
  }
}

/** Some fields are for Tableau, or for showing others; some are for the scripts of the superclass. */
function isForScripts({ name }: DialogField, { fields, superclass }: DialogModel): boolean {
  if (name === 'authentication' || fields.some((field) => controls(name, field))) return false
  return /^[jo]dbc$/.test(superclass) || name.startsWith('v-')
}

function controls(name: string, { conditions, groups }: DialogField): boolean {
  const all = [...conditions, ...groups.flatMap((group) => group.conditions)]
  return all.some(({ field }) => field === name)
}

const OBJECT_MEMBERS = new Set(Object.getOwnPropertyNames(Object.prototype))

/** What Tableau adds itself, or may ask for. */
function isKnown(name: string, { hasMetadata, form }: DialogModel): boolean {
  if (name === 'dbname' && !hasMetadata && form === 'fields') return true
  return automaticAttributes.has(name) || OBJECT_MEMBERS.has(name) || /^[:_]|^$/.test(name)
}

async function textOf({ source }: Snapshot, file: string): Promise<string | undefined> {
  const bytes = await source.read(file)
  return bytes && new TextDecoder().decode(bytes)
}
