import type { ExampleContext } from '../rule-example.ts'

/** A connector with the old dialog, in which the example replaces `authentication-options`. */
export function inDialog(config: string, superclass = 'jdbc'): ExampleContext {
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

export function options(...all: readonly (readonly [name: string, value: string])[]): string {
  const lines = all.map(([name, value]) => `  <option name="${name}" value="${value}"/>`)
  return ['<authentication-options>', ...lines, '</authentication-options>'].join('\n')
}

export const basic = '<authentication-mode value="Basic"/><authentication-options/>'

export function withAttribute(context: ExampleContext, name: string): ExampleContext {
  const list = [['<attr>port</attr>', `<attr>port</attr><attr>${name}</attr>`]] as const
  return { ...context, changes: { ...context.changes, 'connection-resolver.tdr': list } }
}
