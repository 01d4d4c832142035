import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** A code block of a page that starts with a command. */
export interface CommandBlock {
  /** The page, from the repository's root on. */
  page: string
  line: number
  /** Its command lines, each as one, without comments. */
  commands: string[]
}

/** Programs that readers have; a block that begins with one of them is one to type. */
const programs =
  /^(?:\$ )?(?:npx?|pnpm|yarn|node|tacosmith|git|gh|aws|az|gcloud|vault|apt-get|softhsm2-util|pkcs11-tool|xmllint|openssl|keytool|jarsigner|base64|curl|docker)\b/

/** The pages whose blocks are tried: READMEs, `docs` and CONTRIBUTING. */
export async function documentedPages(root: string): Promise<string[]> {
  const packages = (await readdir(join(root, 'packages'))).map((name) => `packages/${name}/README.md`)
  const pages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', ...(await sitePages(root)), ...packages]
  const texts = await Promise.all(
    pages.map((page) => readFile(join(root, page), 'utf8').catch(() => undefined)),
  )
  return pages.filter((_, index) => texts[index] !== undefined)
}

/** The pages of the site that are written by hand or committed; those that its build copies there are known to git as ignored. */
export async function sitePages(root: string): Promise<string[]> {
  const words = ['ls-files', '--cached', '--others', '--exclude-standard', '-z', '--', 'docs/*.md']
  const { stdout } = await promisify(execFile)('git', words, { cwd: root })
  return [...new Set(stdout.split('\0').filter((name) => name !== ''))]
}

/** The blocks of a page that start with a command. What only shows how a command is written is none. */
export async function commandBlocks(root: string, page: string): Promise<CommandBlock[]> {
  const lines = (await readFile(join(root, page), 'utf8')).split('\n')
  const blocks: CommandBlock[] = []
  let block: { line: number; language: string; lines: string[] } | undefined
  for (const [index, line] of lines.entries()) {
    const [, language] = /^ *```(\w*)/.exec(line) ?? []
    if (block === undefined && language !== undefined) block = { line: index + 1, language, lines: [] }
    else if (block !== undefined && language === undefined) block.lines.push(line.trimStart())
    else if (block !== undefined) {
      if (isToType(block)) blocks.push({ page, line: block.line, commands: commandsOf(block.lines) })
      block = undefined
    }
  }
  return blocks
}

function isToType({ language, lines }: { language: string; lines: string[] }): boolean {
  if (/^(?:sh|bash|console|shell|powershell)$/.test(language)) return true
  const [first = ''] = lines
  return language === '' && programs.test(first) && !first.includes('[options]')
}

/** A command may go on in the next line; what a program prints is left out where `$` marks what is typed. */
function commandsOf(lines: string[]): string[] {
  const whole = lines
    .join('\n')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
  const typed = whole.some((line) => line.startsWith('$ '))
    ? whole.flatMap((line) => (line.startsWith('$ ') ? [line.slice(2)] : []))
    : whole
  return typed.map((line) => line.replace(/(?:^|\s+)# .*$/, '').trim()).filter((line) => line !== '')
}
