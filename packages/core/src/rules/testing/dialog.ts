import { minimalConnector } from '@tacosmith/test-kit'

/** The minimal connector whose dialog consists of these fields after `server`, which is on line 1; each on a line. */
export function dialog(...fields: string[]): Record<string, string> {
  const server = '<field name="server" label="S" value-type="string" category="endpoint"/>'
  const text = `<connection-fields>${[server, ...fields].join('\n')}</connection-fields>`
  return minimalConnector({ 'connection-fields.xml': text })
}

/** A text field. */
export function field(name: string, content = '', attributes = ''): string {
  return `<field name="${name}" label="L" value-type="string"${attributes}>${content}</field>`
}

/** The condition that a field has a value. */
export function waitsFor(name: string, value = 'x'): string {
  return `<conditions><condition field="${name}" value="${value}"/></conditions>`
}

/** A field with a choice of values. */
export function selection(name: string, values: string[], attributes = ''): string {
  const options = values.map((value) => `<option label="O" value="${value}"/>`).join('')
  return `<field name="${name}" label="L" value-type="selection"${attributes}><selection-group>${options}</selection-group></field>`
}

/** A field with a box. */
export function boolean(name: string, no: string, yes: string, attributes = ''): string {
  return `<field name="${name}" label="L" value-type="boolean"${attributes}><boolean-options><false-value value="${no}"/><true-value value="${yes}"/></boolean-options></field>`
}
