import type { ExampleContext, RuleExample } from '../rule-example.ts'

const quotes = '<id-quotes value="&quot;"/>'

/** Where the snippet comes before the quotes of identifiers, as most elements of `sql-format` do. */
export const beforeQuotes: Pick<RuleExample, 'file' | 'context'> = {
  file: 'dialect.tdd',
  context: { replaces: '<!-- here -->', changes: marked(quotes) },
}

/** A place for the snippet before a part of the dialect. */
function marked(part: string): NonNullable<ExampleContext['changes']> {
  return { 'dialect.tdd': [[part, `<!-- here -->${part}`]] }
}

/** The same, in a connector that switches on a capability. */
export function withCapability(name: string): Pick<RuleExample, 'file' | 'context'> {
  const customization = `<customization name="${name}" value="yes"/>`
  const manifest = [['<customization name="CAP_SELECT_INTO" value="no"/>', customization]] as const
  return {
    file: 'dialect.tdd',
    context: { replaces: '<!-- here -->', changes: { ...marked(quotes), 'manifest.xml': manifest } },
  }
}

/** A capability that an element of the dialect needs. */
export function neededCapability(name: string, element: string, why: string): RuleExample {
  const setting = '<customization name="CAP_SELECT_INTO" value="no"/>'
  return {
    why,
    file: 'manifest.xml',
    wrong: `<customization name="${name}" value="no"/>`,
    right: `<customization name="${name}" value="yes"/>`,
    context: {
      replaces: setting,
      changes: { 'dialect.tdd': [[quotes, `${element}${quotes}`]] },
      foundIn: 'dialect.tdd',
    },
  }
}
