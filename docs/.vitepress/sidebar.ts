import { existsSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { DefaultTheme } from 'vitepress'

type Entry = [title: string, page: string]

const packages = readdirSync(new URL('../../packages', import.meta.url)).sort()

/** All pages of the site, in the order in which a newcomer needs them. */
const groups: [title: string, entries: Entry[]][] = [
  [
    'Start',
    [
      ['Where to begin', 'start/'],
      ['Vite', 'start/vite'],
      ['Rollup and Rolldown', 'start/rollup'],
      ['webpack and Rspack', 'start/webpack'],
      ['esbuild', 'start/esbuild'],
      ['The command line only', 'start/command-line'],
      ['The GitHub Action', 'start/github-action'],
      ['pnpm and Yarn', 'start/package-managers'],
    ],
  ],
  [
    'Develop',
    [
      ['Scripts and their tests', 'scripts'],
      ['The live dialog', 'dialog'],
      ['Try the dialog', 'live-dialog'],
      ['In your editor', 'editors'],
    ],
  ],
  [
    'Release',
    [
      ['Signing', 'signing'],
      ['Keys and certificates', 'keys'],
      ['Install a connector', 'install'],
      ['Why does Tableau reject my file?', 'tableau-log'],
    ],
  ],
  [
    'Automate',
    [
      ['GitHub', 'ci/github'],
      ['GitLab', 'ci/gitlab'],
      ['Azure Pipelines', 'ci/azure-pipelines'],
      ['Jenkins', 'ci/jenkins'],
      ['pnpm and npm workspaces', 'workspaces/pnpm'],
      ['Nx', 'workspaces/nx'],
      ['Turborepo', 'workspaces/turborepo'],
      ['Hundreds of connectors', 'scale'],
    ],
  ],
  [
    'Move',
    [
      ["From the SDK's packager", 'from-the-sdk'],
      ['From jarsigner scripts', 'moving/jarsigner'],
      ['From taco-toolkit', 'moving/taco-toolkit'],
    ],
  ],
  [
    'Reference',
    [
      ['Commands', 'cli'],
      ['Options', 'options'],
      ['Rules', 'rules'],
      ['Node API', 'api/'],
    ],
  ],
  [
    'Node API',
    [
      ['@tacosmith/core', 'api/'],
      ['…/testing', 'api/testing'],
      ['…/script', 'api/script'],
      ['…/signer', 'api/signer'],
      ['…/adapter', 'api/adapter'],
    ],
  ],
  ['Packages', packages.map((name) => [name, `packages/${name}`])],
  [
    'About tacosmith',
    [
      ['Security', 'security'],
      ['Performance', 'performance'],
      ['What each package installs', 'footprint'],
      ['Architecture', 'architecture'],
      ['Decisions', 'decisions'],
      ['How Java reads a signed JAR', 'verification'],
      ['Changes', 'changes'],
      ['Contributing', 'contributing'],
    ],
  ],
]

/** Later groups are looked up more than read, and are closed at first. */
const open = ['Start', 'Develop', 'Release', 'Automate', 'Move', 'Reference']

export const sidebar: DefaultTheme.SidebarItem[] = groups.map(([text, entries]) => ({
  text,
  collapsed: !open.includes(text),
  items: entries
    .filter(([, page]) => exists(page))
    .map(([title, page]) => ({ text: title, link: `/${page}` })),
}))

/** Some pages are not written yet. */
function exists(page: string): boolean {
  const file = page.endsWith('/') ? `${page}index.md` : `${page}.md`
  return existsSync(fileURLToPath(new URL(`../${file}`, import.meta.url)))
}
