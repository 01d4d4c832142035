import { minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { afterEach, describe, expect, it } from 'vitest'
import { drivers } from './drivers/index.ts'
import { makeProject, type Project } from './project.ts'

/** What steers terminals, hides, reorders, or is a command to GitHub's runners. */
const evil = '\u009B2J\u202E\u200B\u{E0041} ::add-mask::x ##[add-mask]y'
const hidden = /[^\P{C}\n]|[\p{Zl}\p{Zp}]/u

// biome-ignore lint/suspicious/noControlCharactersInRegex: it is what it is about
const paint = /\u001B\[\d+(?:;\d+)*m/g

const files = minimalConnector()
const { 'connectionBuilder.js': _, ...withoutScript } = files

let project: Project
afterEach(() => project.dispose())

/** Everything that the bundler says of a build that fails. */
async function failureOf(
  build: (project: Project) => Promise<unknown>,
  connector: Record<string, string>,
): Promise<string> {
  project = await makeProject(
    Object.fromEntries(Object.entries(connector).map(([path, text]) => [`connector/${path}`, text])),
    { plugin: { validate: { warningsAsErrors: true } } },
  )
  return await build(project).then(
    () => expect.unreachable('the build succeeded'),
    // Where colours are forced, bundlers paint.
    (error: Error) => error.message.replaceAll(paint, ''),
  )
}

describe.each(drivers.map((driver) => [driver.name, driver] as const))('%s', (_name, driver) => {
  it.each<[string, Record<string, string>]>([
    [
      'values of the connector',
      {
        ...files,
        'connection-fields.xml': replaceIn(
          files['connection-fields.xml'],
          'label="Host" category="endpoint"',
          `label="${evil}" category="${evil}"`,
        ),
      },
    ],
    [
      'the source of a script with a mistake',
      {
        ...files,
        'connectionBuilder.js': `(function (attr) { return [attr.none, ${JSON.stringify(evil)}] + '' })`,
      },
    ],
    [
      'names of modules',
      {
        ...withoutScript,
        'connectionBuilder.ts': `import { x } from './${evil}.js'\nexport default () => [x]\n`,
      },
    ],
    [
      'the source of a module that does not parse',
      { ...withoutScript, 'connectionBuilder.ts': `export default () => [ /* ${evil} */ = ]\n` },
    ],
  ])('shows %s so that no terminal obeys', async (what, connector) => {
    const message = await failureOf((one) => driver.build(one), connector)
    // Not each bundler shows the source of what it cannot parse.
    if (!what.startsWith('the source')) expect(message).toContain('add-mask')
    expect(message).toContain('connection')
    expect(message).not.toMatch(hidden)
    expect(message).not.toContain('##[')
    expect(message).not.toMatch(/^\s*::/m)
  })
})
