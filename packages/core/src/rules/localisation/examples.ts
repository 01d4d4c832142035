import type { ExampleContext, RuleExample } from '../rule-example.ts'

const port = 'label="Port"'

const string = (name: string, text: string) => `<string name="${name}">${text}</string>`

function resources(...strings: string[]): string {
  return ['<resources>', ...strings.map((line) => `  ${line}`), '</resources>'].join('\n')
}

/** The minimal connector with a label that is the string `port`, and with resource files. */
function withResources(files: Record<string, string>): NonNullable<ExampleContext['changes']> {
  return { ...files, 'connection-fields.xml': [[port, 'label="@string/port/"']] }
}

const english = { 'resources-en_US.xml': resources(string('port', 'Port')) }

const inLabel: ExampleContext = { replaces: port, changes: english }

export const localisationExamples: readonly RuleExample[] = [
  {
    rule: 'loc-reference-format',
    why: 'Tableau shows the value as it is written where it does not recognise it.',
    file: 'connection-fields.xml',
    wrong: 'label="@string/port"',
    right: 'label="@string/port/"',
    context: inLabel,
  },
  {
    rule: 'loc-missing-en-us',
    why: 'English is what every other language falls back to. A string that it lacks shows as its name.',
    file: 'connection-fields.xml',
    wrong: 'label="@string/ports/"',
    right: 'label="@string/port/"',
    context: inLabel,
  },
  {
    rule: 'loc-missing-other',
    why: 'Users of that language see a dialog that is partly English.',
    file: 'resources-de_DE.xml',
    wrong: resources(string('prot', 'Anschluss')),
    right: resources(string('port', 'Anschluss')),
    context: { changes: withResources(english) },
  },
  {
    rule: 'loc-unused',
    why: 'Nobody sees the string, but everybody who translates the connector translates it.',
    file: 'resources-en_US.xml',
    wrong: resources(string('port', 'Port'), string('host', 'Host')),
    right: resources(string('port', 'Port')),
    context: { changes: withResources({}) },
  },
  {
    rule: 'loc-duplicate',
    why: 'Only one of the two is shown. Who changes the other one sees no difference.',
    file: 'resources-en_US.xml',
    wrong: resources(string('port', 'Port'), string('port', 'Port number')),
    right: resources(string('port', 'Port number')),
    context: { changes: withResources({}) },
  },
  {
    rule: 'loc-file-name',
    why: 'Tableau looks for resource files by fixed names. A file with another name is not packaged, and users of its language see English.',
    file: 'resources-de-DE.xml',
    wrong: 'resources-de-DE.xml',
    right: 'resources-de_DE.xml',
    context: { named: resources(string('port', 'Anschluss')), changes: withResources(english) },
  },
  {
    rule: 'loc-where',
    why: 'The documentation speaks of the manifest and the dialog. Elsewhere the value may be taken as it is written, and a database gets to see it.',
    file: 'dialect.tdd',
    wrong: '<dialect name="@string/port/" class="brook_jdbc" version="18.1">',
    right: '<dialect name="Brook" class="brook_jdbc" version="18.1">',
    context: {
      replaces: '<dialect name="Brook" class="brook_jdbc" version="18.1">',
      changes: withResources(english),
    },
  },
]
