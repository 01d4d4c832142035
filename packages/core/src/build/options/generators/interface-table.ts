import ts from 'typescript'
import { markdownTable } from './markdown-table.ts'

/**
 * A table of an interface's members in the words of their comments: the sentence that begins with `Default:` is the
 * default.
 *
 * @throws Error where there is no such interface, or a member has no comment.
 */
export function interfaceTable(source: string, name: string): string {
  const file = ts.createSourceFile('options.ts', source, ts.ScriptTarget.Latest, true)
  const found = file.statements.filter(ts.isInterfaceDeclaration).find((one) => one.name.text === name)
  if (found === undefined) throw new Error(`there is no interface ${name}`)
  return markdownTable([
    ['option', 'type', 'default', ''],
    ...found.members.filter(ts.isPropertySignature).map((member) => row(member, file)),
  ])
}

function row(member: ts.PropertySignature, file: ts.SourceFile): string[] {
  const name = member.name.getText(file)
  const text = commentOf(member)
  if (text === '') throw new Error(`${name} has no comment`)
  const [sentence = '', byDefault = ''] = /(?:^| )Default: (.*?)\.(?= [A-Z]|$)/s.exec(text) ?? []
  const about = text.replace(sentence, '').trim()
  const type = member.type?.getText(file).replaceAll(/\s+/g, ' ') ?? ''
  const required = member.questionToken === undefined ? 'required' : ''
  return [`\`${name}\``, `\`${type}\``, byDefault || required, about]
}

function commentOf(member: ts.PropertySignature): string {
  const [comment] = ts.getJSDocCommentsAndTags(member)
  const text = ts.getTextOfJSDocComment(comment?.comment) ?? ''
  return text.replaceAll(/\s+/g, ' ').trim()
}
