import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { findReleaseFiles } from './release-files.ts'

let root: string
let workspace: string
beforeAll(async () => {
  // What the library of patterns tells whoever looks for faults.
  vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  // A name that no pattern takes literally.
  root = await realpath(await mkdtemp(join(tmpdir(), 'files [1] ')))
  workspace = join(root, 'work')
  const files: Record<string, string> = {
    ...{ 'README.md': 'read me', 'docs/a.md': 'a', 'docs/deep/b.md': 'b', 'docs/deep/c.txt': 'c' },
    ...{ 'odd [1].txt': 'odd', '.git/config': 'token', 'vendor/.GIT/x.md': 'x', 'empty.txt': '' },
    ...{ 'copy/a.md': 'other', 'a b.md': '1', 'a-b/a.b.md': '2', 'keys/release.p12': 'key' },
    ...{ 'dist/own.taco': 'taco', 'dist/own.taco.sha256': 'sum', '../secret.txt': 'secret' },
    ...{ '../outside/secret.txt': 'secret', '../work-too/secret.txt': 'secret' },
  }
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(workspace, name)), { recursive: true })
    await writeFile(join(workspace, name), text)
  }
  const links = {
    ...{ 'linked.txt': '../secret.txt', 'config.txt': '.git/config', 'broken.txt': 'nowhere' },
    ...{ outside: '../outside', 'link.md': 'README.md', 'key.bin': 'keys/release.p12' },
  }
  for (const [name, target] of Object.entries(links)) await symlink(target, join(workspace, name))
})
afterAll(async () => {
  vi.restoreAllMocks()
  await rm(root, { recursive: true, force: true })
})

const find = async (patterns: string) =>
  await findReleaseFiles({
    patterns: patterns.split('\n').filter(Boolean),
    workspace,
    own: ['dist/own.taco', 'dist/own.taco.sha256'].map((name) => join(workspace, name)),
    keyFiles: [join(workspace, 'keys/release.p12')],
  })

describe('the files of patterns', () => {
  it.each([
    ['README.md', ['README.md']],
    ['docs/*.md', ['a.md']],
    ['docs/**/*.md', ['a.md', 'b.md']],
    ['# what people read\nREADME.md\n\ndocs/**\n!docs/**/*.txt', ['README.md', 'a.md', 'b.md']],
    ['odd [1].txt', ['odd [1].txt']],
    ['README.md\nREADME*\n./README.md', ['README.md']],
    ['docs/../README.md', ['README.md']],
    ['dist/*\nREADME.md', ['README.md']],
    ['link.md', ['link.md']],
    ['', []],
  ])('%j are %j', async (patterns, expected) => {
    expect((await find(patterns)).map(({ name }) => name)).toEqual(expected)
  })

  it('may be absolute', async () => {
    const [file] = await find(join(workspace, 'README.md'))
    expect(await file?.read()).toEqual({
      ...{ name: 'README.md', bytes: Buffer.from('read me') },
      contentType: 'application/octet-stream',
    })
  })
})

describe('refused', () => {
  it('more files than a release holds, before any of them is looked at', async () => {
    const many = join(workspace, 'many')
    await mkdir(many)
    for (let index = 0; index <= 1000; index += 1) await writeFile(join(many, `${index}`), '')
    await expect(find('many/*')).rejects.toThrow('match 1001 files, but a release holds up to 1000')
    await rm(many, { recursive: true })
  })

  it.each<[string, string, RegExp]>([
    ['what is missing', 'gone.txt\nREADME.md', /^files: gone\.txt matches no file$/],
    ['a folder', 'docs/', /^files: docs\/ is a folder; docs\/\* means the files in it/],
    ['what is above', '../secret.txt', /^files: \.\.\/secret\.txt is not in the checkout/],
    ['what is above, by a pattern', '../*.txt', /^files: \.\.\/\*\.txt is not in the checkout/],
    ['what is above, on a way back', 'docs/../../*.txt', /is not in the checkout/],
    ['what is beside', '../work-too/secret.txt', /is not in the checkout/],
    ['what is elsewhere', '/etc/passwd', /^files: \/etc\/passwd is not in the checkout/],
    ['the home', '~/secret.txt', /^files: ~\/secret\.txt matches no file/],
    ['a link out', 'linked.txt', /^files: linked\.txt is a link out of the checkout/],
    ['a link into git', 'config.txt', /^files: config\.txt is a link out of the checkout/],
    ['a file in a link out', 'outside/secret.txt', /^files: outside\/secret\.txt is a link out/],
    ['what is behind a link out', 'outside/*', /^files: outside\/\* matches no file/],
    ['what is behind any link out', '**/secret.txt', /matches no file/],
    ['what git keeps', '.git/config', /^files: \.git\/config matches no file/],
    [
      'what git keeps, by a pattern',
      '**/config\n**/x.md',
      /2 things are wrong:\n.*\n.*x\.md matches no file/,
    ],
    ['a broken link', 'broken.txt', /^files: broken\.txt is not a file that can be read/],
    ['an empty file', 'empty.txt', /^files: empty\.txt is empty, which GitHub does not take/],
    [
      'two of one name',
      'docs/a.md\ncopy/a.md',
      /^files: docs\/a\.md and copy\/a\.md would have the same name/,
    ],
    ['two that GitHub names alike', 'a b.md\na-b/a.b.md', /would have the same name on the release/],
    ['the key', 'keys/*', /^files: keys\/release\.p12 is the key that signs/],
    ['a link to the key', 'key.bin', /^files: key\.bin is the key that signs/],
    [
      'all at once',
      'gone.txt\n../x\nempty.txt',
      /^files: 3 things are wrong:\n {2}gone.*\n {2}\.\.\/x.*\n {2}empty/,
    ],
  ])('%s', async (_, patterns, message) => {
    await expect(find(patterns)).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(message),
      help: expect.stringContaining('from the root of the checkout'),
    })
  })
})
