import type { ExampleContext } from '../rule-example.ts'

const port = 'label="Port"'

export const string = (name: string, text: string): string => `<string name="${name}">${text}</string>`

export function resources(...strings: string[]): string {
  return ['<resources>', ...strings.map((line) => `  ${line}`), '</resources>'].join('\n')
}

/** The minimal connector with a label that is the string `port`, and with resource files. */
export function withResources(files: Record<string, string>): NonNullable<ExampleContext['changes']> {
  return { ...files, 'connection-fields.xml': [[port, 'label="@string/port/"']] }
}

export const english: Record<string, string> = { 'resources-en_US.xml': resources(string('port', 'Port')) }

export const inLabel: ExampleContext = { replaces: port, changes: english }
