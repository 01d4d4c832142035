import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { minimalConnector } from '@tacosmith/test-kit'

/** A workspace in a temporary folder, under version control. */
export interface GeneratedWorkspace {
  root: string
  /** Writes files by their paths; folders are made. */
  write(files: Readonly<Record<string, string>>): Promise<void>
  remove(...paths: string[]): Promise<void>
  /** Commits all that changed, as somebody without a configuration of git. */
  commit(message: string): void
  /** Another checkout of what is committed, with caches of its own. */
  clone(): Promise<GeneratedWorkspace>
  dispose(): Promise<void>
}

const modules = fileURLToPath(new URL('../../../../node_modules', import.meta.url))

/** Files of a workspace in which nx finds the plugin. */
export const workspaceFiles: Readonly<Record<string, string>> = {
  'package.json': json({
    name: 'vendor',
    private: true,
    type: 'module',
    workspaces: ['connectors/*', 'shared'],
  }),
  'nx.json': json({ plugins: ['@tacosmith/nx'], neverConnectToCloud: true, analytics: false }),
  '.gitignore': 'node_modules\ndist\n.nx\n',
}

function json(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`
}

/** Makes a workspace of files by their paths. */
export async function generatedWorkspace(
  files: Readonly<Record<string, string>>,
): Promise<GeneratedWorkspace> {
  const workspace = await openWorkspace(await mkdtemp(join(tmpdir(), 'tacosmith-nx-')))
  git(workspace.root, 'init', '--quiet', '--initial-branch=main')
  await workspace.write(files)
  workspace.commit('Begin')
  return workspace
}

async function openWorkspace(folder: string): Promise<GeneratedWorkspace> {
  const root = await realpath(folder)
  await symlink(modules, join(root, 'node_modules'), 'junction')
  return {
    root,
    async write(files) {
      for (const [path, text] of Object.entries(files)) {
        await mkdir(dirname(join(root, path)), { recursive: true })
        await writeFile(join(root, path), text)
      }
    },
    async remove(...paths) {
      for (const path of paths) await rm(join(root, path), { recursive: true, force: true })
    },
    commit(message) {
      git(root, 'add', '--all')
      git(root, 'commit', '--quiet', '--allow-empty', '--message', message)
    },
    async clone() {
      const copy = await mkdtemp(join(tmpdir(), 'tacosmith-nx-'))
      git(copy, 'clone', '--quiet', root, '.')
      return await openWorkspace(copy)
    },
    async dispose() {
      await rm(root, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

function git(cwd: string, ...words: string[]): void {
  const who = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false']
  execFileSync('git', [...who, ...words], { cwd, stdio: ['ignore', 'ignore', 'inherit'] })
}

/** How large a generated workspace is. */
export interface WorkspaceSize {
  connectors: number
  /** Modules of the project `shared`: the connectors import them in turn. */
  modules: number
}

/** The name of a connector, which is that of its project and folder too. */
export function connectorName(index: number): string {
  return `c${String(index).padStart(3, '0')}`
}

/** The file of a shared module. */
export function sharedModule(index: number): string {
  return `shared/address-${index}.ts`
}

/**
 * A workspace of connectors whose scripts, in TypeScript, import a module of another project by its path. Each has a scenario;
 * all share the configuration at the root, which imports a file too.
 */
export function connectorWorkspace({ connectors, modules: count }: WorkspaceSize): Record<string, string> {
  const files: Record<string, string> = {
    ...workspaceFiles,
    'tacosmith.config.mjs':
      "import { rules } from './settings/rules.mjs'\nexport default { validate: { rules } }\n",
    'settings/rules.mjs': "export const rules = { 'https-only': 'warn' }\n",
    'shared/package.json': json({ name: 'shared', version: '1.0.0', private: true, type: 'module' }),
  }
  for (let index = 0; index < count; index++) files[sharedModule(index)] = addressModule(index)
  for (let index = 0; index < connectors; index++) {
    Object.assign(files, connectorFiles(connectorName(index), index % count))
  }
  return files
}

/** The text of a shared module; another `scheme` makes other connection strings. */
export function addressModule(index: number, scheme = `jdbc:brook${index}`): string {
  return `export function address(server: string, port: string): string {
  return \`${scheme}://\${server}:\${port}/\`
}
`
}

/** A connector as a project of its own. */
export function connectorFiles(name: string, module: number): Record<string, string> {
  const files: Record<string, string> = {
    'package.json': json({ name, version: '1.0.0', private: true, type: 'module' }),
    'scenarios/sign-in.json': json({ scenarios: [scenario(`jdbc:brook${module}`)] }),
  }
  for (const [path, text] of Object.entries(minimalConnector({ 'connectionBuilder.js': undefined }))) {
    files[`connector/${path}`] = text.replaceAll('brook_jdbc', name)
  }
  files['connector/connectionBuilder.ts'] = `import { address } from '../../../${sharedModule(module)}'

export default (attr: Record<string, string>) => [address(attr.server ?? '', attr.port ?? '')]
`
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [`connectors/${name}/${path}`, text]))
}

function scenario(scheme: string): object {
  const values = { server: 'db.example.com', port: '7800', username: 'ada', password: 'made up' }
  return {
    name: 'signing in',
    values: { ...values, authentication: 'auth-user-pass' },
    expect: { connection: `${scheme}://db.example.com:7800/` },
  }
}
