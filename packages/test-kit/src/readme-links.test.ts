import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'

const script = fileURLToPath(new URL('../../../tools/release/readme-links.mjs', import.meta.url))

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'readme-links-'))
  const repository = { url: 'git+https://github.com/own/home.git' }
  await write('package.json', JSON.stringify({ repository }))
  await write('docs/guide.md', '# Guide\n\n## Keys & `tokens`\n\n## Twice\n\n## Twice\n')
  await write('README.md', '# Home\n')
  await write('packages/a/package.json', '{}')
})
afterEach(() => rm(root, { recursive: true, force: true }))

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true })
  await writeFile(join(root, path), text)
}

/** What the check says of a README. */
async function check(readme: string, name = 'a'): Promise<string[]> {
  await write(`packages/${name}/README.md`, readme)
  return await new Promise((resolve) => {
    execFile(process.execPath, [script, root], (error, _stdout, stderr) => {
      const lines = stderr.trim().split('\n').filter(Boolean)
      resolve(error === null || lines.length > 0 ? lines : [error.message])
    })
  })
}

it('takes absolute links to what is there, links elsewhere and code', async () => {
  const page = 'https://github.com/own/home'
  expect(
    await check(`
# A
[1](${page}/blob/main/docs/guide.md#keys--tokens) [2](${page}#readme) [3](${page}/tree/main/packages/a#a)
[4](${page}/blob/main/docs/guide.md#twice-1) [5](#a) [6](https://example.com/x#y) [7](mailto:a@example.com)
\`[8](../b)\`
\`\`\`md
[9](../b)
\`\`\`
`),
  ).toEqual([])
})

it('refuses relative links and says what to write', async () => {
  expect(await check('[1](../../docs/guide.md#twice) ![2](../a) <img src="docs/x.png">')).toEqual([
    'packages/a/README.md: ../../docs/guide.md#twice leads nowhere on npm; write https://github.com/own/home/blob/main/docs/guide.md#twice',
    'packages/a/README.md: ../a leads nowhere on npm; write https://github.com/own/home/tree/main/packages/a',
    'packages/a/README.md: docs/x.png leads nowhere on npm; write https://github.com/own/home/blob/main/packages/a/docs/x.png',
  ])
})

it('takes relative links in what npm does not show, if they lead somewhere', async () => {
  await write('packages/b/package.json', '{ "private": true }')
  expect(await check('[1](../../docs/guide.md#twice) [2](../none.md)', 'b')).toEqual([
    'packages/b/README.md: ../none.md: there is no packages/none.md',
  ])
})

it('refuses links to files and headings that are gone', async () => {
  const page = 'https://github.com/own/home/blob/main'
  expect(await check(`# A\n[1](${page}/docs/gone.md) [2](${page}/docs/guide.md#gone) [3](#gone)`)).toEqual([
    `packages/a/README.md: ${page}/docs/gone.md: there is no docs/gone.md`,
    `packages/a/README.md: ${page}/docs/guide.md#gone: docs/guide.md has no heading #gone`,
    'packages/a/README.md: #gone: packages/a/README.md has no heading #gone',
  ])
})
