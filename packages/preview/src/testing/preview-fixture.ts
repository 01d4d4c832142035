import { type Connector, memorySource, readConnector } from '@tacosmith/core'
import { minimalConnector } from '@tacosmith/test-kit'
import type { DialogModel } from '../dialog/dialog-model.ts'
import { dialogModelOf } from '../model/dialog-model-of.ts'

/** A connector in memory: a minimal one with files of its own, each of which its manifest names. */
export async function connectorWith(files: Record<string, string> = {}): Promise<Connector> {
  const all = minimalConnector(files)
  const manifest = all['manifest.xml'] ?? ''
  const named = Object.keys(files).filter(
    (file) => file === 'connection-metadata.xml' && !manifest.includes(file),
  )
  const references = named.map((file) => `<${file.replace('.xml', '')} file="${file}"/>`).join('')
  const changed = manifest.replace('<connection-resolver', `${references}<connection-resolver`)
  return await readConnector(memorySource({ ...all, 'manifest.xml': changed }))
}

/** The dialog of a connector whose fields are these elements. */
export async function dialogWith(fields: string, files: Record<string, string> = {}): Promise<DialogModel> {
  const document = `<connection-fields>${fields}</connection-fields>`
  return dialogModelOf(await connectorWith({ 'connection-fields.xml': document, ...files }))
}

/** A field with a label that is its name. */
export function field(name: string, attributes = '', content = ''): string {
  const type = /value-type=/.test(attributes) ? '' : ' value-type="string"'
  return `<field name="${name}" label="${name}"${type} ${attributes}>${content}</field>`
}

/** A choice of these values, each its own label. */
export function choice(name: string, values: readonly string[], attributes = '', conditions = ''): string {
  const options = values.map((value) => `<option label="${value}" value="${value}"/>`).join('')
  return field(
    name,
    `value-type="selection" ${attributes}`,
    `${conditions}<selection-group>${options}</selection-group>`,
  )
}

/** The element that makes something depend on another field. */
export function when(name: string, ...values: string[]): string {
  return `<conditions>${values.map((value) => `<condition field="${name}" value="${value}"/>`).join('')}</conditions>`
}
