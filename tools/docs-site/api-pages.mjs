// The pages on the Node API, from the comments in the source.
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Application } from 'typedoc'
import { root } from './repository-links.mjs'

/** By the file in `packages/core/src`: what users import, and what it is for. */
const doors = {
  index: ['@tacosmith/core', 'To check, build, sign, verify and compare connectors from a program.'],
  testing: ['@tacosmith/core/testing', "To test a connector's scripts with any test runner."],
  script: ['@tacosmith/core/script', 'The types of scripts, and of the globals that Tableau gives them.'],
  signer: ['@tacosmith/core/signer', 'For packages that sign with a key on a token or in a service.'],
  adapter: ['@tacosmith/core/adapter', 'For plugins of bundlers, and whatever else builds connectors.'],
}
const folder = join(root, 'docs/api')

/** Writes them to `docs/api`, where git ignores them. */
export async function writeApiPages() {
  const core = join(root, 'packages/core')
  const application = await Application.bootstrapWithPlugins({
    plugin: ['typedoc-plugin-markdown'],
    entryPoints: Object.keys(doors).map((name) => join(core, `src/${name}.ts`)),
    tsconfig: join(core, 'tsconfig.json'),
    outputs: [{ name: 'markdown', path: folder }],
    name: 'Node API',
    readme: 'none',
    disableGit: true,
    disableSources: true,
    excludeInternal: true,
    excludePrivate: true,
    skipErrorChecking: true,
    logLevel: 'Error',
    entryFileName: 'doors',
    outputFileStrategy: 'modules',
    flattenOutputFiles: true,
    hidePageHeader: true,
    hideBreadcrumbs: true,
    useCodeBlocks: true,
    expandObjects: true,
    parametersFormat: 'table',
    interfacePropertiesFormat: 'table',
    typeDeclarationFormat: 'table',
    enumMembersFormat: 'table',
  })
  const project = await application.convert()
  if (project === undefined) throw new Error('The Node API cannot be read.')
  await application.generateOutputs(project)
  if (application.logger.hasErrors()) throw new Error('The Node API cannot be written.')
  // The list of doors, which the sidebar has.
  rmSync(join(folder, 'doors.md'))
  for (const [name, [title, about]] of Object.entries(doors))
    nameDoor(join(folder, `${name}.md`), title, about)
}

/** TypeDoc calls a page after the file. What only adapters need would drown the rest of the search. */
function nameDoor(file, title, about) {
  const text = readFileSync(file, 'utf8')
    .replace(/^# .*$/m, `# ${title}\n\n${about}`)
    // TypeDoc numbers the anchor of this type as if there were two of it; the check of the site finds others.
    .replaceAll('#tacosmitherrorcode-1)', '#tacosmitherrorcode)')
  writeFileSync(file, `---\nsearch: ${!title.endsWith('/adapter')}\n---\n\n${text}`)
}
