import type { AttributeRead } from '../analyse/attribute-use.ts'
import type { CheckedScript } from './script-rule.ts'

/** The first read of each attribute. */
export function firstReads(reads: readonly AttributeRead[]): AttributeRead[] {
  const byName = new Map<string, AttributeRead>()
  for (const read of [...reads].sort((left, right) => left.node.start - right.node.start)) {
    if (!byName.has(read.name)) byName.set(read.name, read)
  }
  return [...byName.values()]
}

/** Whether one of the scripts reads an attribute, or may. */
export function mayRead(name: string, scripts: readonly CheckedScript[]): boolean {
  return scripts.some(
    ({ attributes }) =>
      attributes.isOpen || attributes.probed.has(name) || attributes.reads.some((read) => read.name === name),
  )
}
