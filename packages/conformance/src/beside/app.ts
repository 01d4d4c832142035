import { minimalConnector } from '@tacosmith/test-kit'

const {
  'connectionBuilder.js': _builder,
  'connectionProperties.js': _properties,
  ...xml
} = minimalConnector()

/** A connector in TypeScript, and an app that has a module in common with it. */
export const appWithConnector: Record<string, string> = {
  ...Object.fromEntries(Object.entries(xml).map(([path, text]) => [`connector/${path}`, text])),
  'connector/connectionBuilder.ts': `import { filledIn } from '../src/shared'

/** The address of the database. */
export default (attr: Record<string, string | undefined>): string[] => {
  // A port of its own.
  const port = filledIn(attr.port, '7800')
  return ['jdbc:brook://' + filledIn(attr.server, 'localhost') + ':' + port, __RELEASE__]
}
declare const __RELEASE__: string
`,
  'connector/connectionProperties.ts': `import { quote } from 'quoting'
import { filledIn } from '../src/shared'

export default (attr: Record<string, string | undefined>) => ({ user: quote(filledIn(attr.username, 'nobody')) })
`,
  'node_modules/quoting/package.json':
    '{ "name": "quoting", "version": "1.0.0", "type": "module", "main": "index.js" }',
  'node_modules/quoting/index.js': 'export function quote(text) { return "\\"" + text + "\\"" }\n',
  'package.json': '{ "name": "app", "version": "1.0.0", "type": "module" }',
  'index.html': '<div id="root"></div><script type="module" src="/src/main.ts"></script>',
  'src/main.ts': `import { filledIn } from './shared'
import { quote } from 'quoting'
console.log(filledIn(quote('x'), 'y'), __RELEASE__)
import('./lazy').then(({ lazy }) => lazy())
declare const __RELEASE__: string
`,
  'src/lazy.ts': `import { other } from './shared'
export const lazy = () => console.log(other('a'))
`,
  'src/library.ts': `import { quote } from 'quoting'
export { filledIn, other } from './shared'
export const library: string = quote('library')
`,
  'src/server.ts': `import { other } from './shared'
export const render = (): string => other('server')
`,
  'src/shared.ts': `/** What a user entered, or something else. */
export const filledIn = (value: string | undefined, otherwise: string): string => {
  const text = (value ?? '').trim()
  return text === '' ? otherwise : text
}
export const other = (text: string): string => 'other ' + text
`,
}
