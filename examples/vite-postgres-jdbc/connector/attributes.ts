/** The values of the dialog, by the names of the fields. */
export type Attributes = Partial<Record<string, string>>

/** A value of the dialog; a field that was left empty counts as not filled in. */
export function attribute(attr: Attributes, name: string): string | undefined {
  const value = attr[name]?.trim()
  return value === '' ? undefined : value
}
