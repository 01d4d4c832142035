/** What a run said. */
interface Said {
  stdout: string
  summary: string
}

const FOREIGN: [RegExp, string][] = [
  [/(?:^|[\s(])--[a-z][a-z-]+/, 'a flag of the command line'],
  [/\btacosmith (?:validate|build|sign|verify|timestamp|install|run)\b/, 'a command'],
  [
    /(?<![.\w])(?:outDir|fileName|storePassword|keyPassword|warningsAsErrors)\b/,
    'an option of a configuration',
  ],
]

/**
 * No run may name settings of another front end, say one thing twice, or two things about the signature.
 *
 * @throws Error that quotes what is odd.
 */
export function refuseOddities({ stdout, summary }: Said): void {
  const lines = ownLines(stdout)
  for (const text of [...lines, ...summary.split(/<br>|\n|<\/tr>/)]) {
    const [, what] = FOREIGN.find(([pattern]) => pattern.test(text)) ?? []
    if (what !== undefined) throw new Error(`a message of the action names ${what}: ${text}`)
  }
  const seen = new Set<string>()
  for (const line of lines.filter((text) => text.length > 30 && !/^ *(?:=|\d* \|)/.test(text))) {
    if (seen.has(line)) throw new Error(`the action says twice: ${line}`)
    seen.add(line)
  }
  if (/Signed by/.test(summary) && /none: Tableau|is not signed|tampered/.test(summary)) {
    throw new Error(`the summary says that the file is signed, and that it is not: ${summary}`)
  }
}

/** Without what other programs say, what nobody sees, and the annotations, which the runner shows elsewhere. */
function ownLines(stdout: string): string[] {
  const text = stdout.replaceAll(/^::group::The same as annotations\n[\s\S]*?^::endgroup::$/gm, '')
  const lines = text.replaceAll('%0A', '\n').split(/\r?\n/)
  const foreign = lines.findIndex((line) => line.startsWith('[command]'))
  return lines
    .filter(
      (line, index) => !line.startsWith('::debug::') && (foreign < 0 || index < foreign || /^::/.test(line)),
    )
    .map((line) => line.replace(/^::(?:error|warning|notice)::/, ''))
}
