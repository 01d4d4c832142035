import type { ExampleContext, RuleExample } from '../rule-example.ts'

/** A connector with the old dialog, in which the example stands in place of `authentication-options`. */
function inDialog(config: string, superclass = 'jdbc'): ExampleContext {
  return {
    replaces: '<authentication-options/>',
    changes: {
      'dialog.tcd': `<connection-dialog class="brook_jdbc"><connection-config>${config}</connection-config></connection-dialog>`,
      'manifest.xml': [
        ['<connection-fields file="connection-fields.xml"/>', '<connection-dialog file="dialog.tcd"/>'],
        ['superclass="jdbc"', `superclass="${superclass}"`],
      ],
    },
    throughout: superclass === 'jdbc' ? [] : ['mf-superclass-untested'],
  }
}

function options(...all: readonly (readonly [name: string, value: string])[]): string {
  const lines = all.map(([name, value]) => `  <option name="${name}" value="${value}"/>`)
  return ['<authentication-options>', ...lines, '</authentication-options>'].join('\n')
}

const file = 'dialog.tcd'

const basic = '<authentication-mode value="Basic"/><authentication-options/>'

/** Examples of the rules on the old dialog. */
export const oldDialogExamples: readonly RuleExample[] = [
  {
    rule: 'auth-none-spelling',
    why: 'Tableau recognises the way to sign in without credentials by this very value; with another one it asks for credentials.',
    file,
    wrong: options(['None', 'none']),
    right: options(['None', 'auth-none']),
    context: inDialog('<authentication-mode value="None"/><authentication-options/>'),
  },
  {
    rule: 'auth-tcd-values',
    why: 'The values end up in workbooks. With the usual ones a later change to the new dialog keeps them working.',
    file,
    wrong: options(['UsernameAndPassword', 'username-password']),
    right: options(['UsernameAndPassword', 'auth-user-pass']),
    context: inDialog(basic),
  },
  {
    rule: 'auth-tcd-mode-mismatch',
    why: 'The mode decides what users see, the options what is sent. Where they differ, users cannot choose an option, or are asked for the wrong credentials.',
    file,
    wrong: options(['None', 'auth-none'], ['UsernameAndPassword', 'auth-user-pass']),
    right: options(['UsernameAndPassword', 'auth-user-pass']),
    context: inDialog(basic),
  },
  {
    rule: 'auth-hive-spark-options',
    why: 'A connector that builds on Hive or Spark inherits how they tell ways to sign in apart: by numbers.',
    file,
    wrong: options(['UsernameAndPassword', 'auth-user-pass']),
    right: options(['UsernameAndPassword', '3']),
    context: withAttribute(inDialog(basic, 'spark'), 'authentication-type'),
  },
  {
    rule: 'auth-hive-spark-attribute',
    why: 'A connector that builds on Hive or Spark inherits scripts that read this attribute.',
    file: 'connection-resolver.tdr',
    wrong: '<attr>authentication</attr>',
    right: `<attr>authentication</attr>\n<attr>authentication-type</attr>`,
    context: {
      ...inDialog('<authentication-mode value="Basic"/>', 'spark'),
      replaces: '<attr>authentication</attr>',
    },
  },
  {
    rule: 'tcd-vendor-in-attributes',
    why: 'Tableau passes on only what the list contains: the scripts never see what users type.',
    file,
    wrong: '<vendor1-prompt value="Log level: "/>\n<vendor2-prompt value="Realm: "/>',
    right: '<vendor1-prompt value="Log level: "/>',
    context: {
      ...withAttribute(inDialog('<vendor1-prompt/>'), 'vendor1'),
      replaces: '<vendor1-prompt/>',
    },
  },
  {
    rule: 'tcd-v1-discouraged',
    why: 'The old dialog has a fixed set of prompts and gets no new features.',
    file: 'manifest.xml',
    wrong: '<connection-dialog file="dialog.tcd"/>',
    right: '<connection-fields file="connection-fields.xml"/>',
    context: {
      replaces: '<connection-fields file="connection-fields.xml"/>',
      changes: {
        'dialog.tcd':
          '<connection-dialog class="brook_jdbc"><connection-config><server-prompt value="Server: "/></connection-config></connection-dialog>',
      },
    },
  },
]

function withAttribute(context: ExampleContext, name: string): ExampleContext {
  const list = [['<attr>port</attr>', `<attr>port</attr><attr>${name}</attr>`]] as const
  return { ...context, changes: { ...context.changes, 'connection-resolver.tdr': list } }
}
