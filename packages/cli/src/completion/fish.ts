import { type CommandFacts, nextWords, type OptionFacts, withInner } from '../program/command-facts.ts'

/** Completion for fish. */
export function fishCompletion(program: CommandFacts): string {
  const all = withInner(program)
  const inner = all.filter(({ path }) => path.length > 0)
  return `# Completion of tacosmith for fish. Save it as ~/.config/fish/completions/tacosmith.fish:
#   tacosmith completion fish > ~/.config/fish/completions/tacosmith.fish
function __tacosmith_at
    set -l command ''
    for word in (commandline -opc)[2..-1]
        switch "$command/$word"
            case ${inner.map(({ path }) => `/${path.join('/')}`).join(' ')}
                set command "$command/$word"
        end
    end
    test "$command" = "$argv[1]"
end

${all.flatMap(linesOf).join('\n')}
`
}

function linesOf(facts: CommandFacts): string[] {
  const { path, options } = facts
  const here = `complete -c tacosmith -n '__tacosmith_at "${path.map((name) => `/${name}`).join('')}"'`
  const names = nextWords(facts).map(([word, meaning]) => `${here} -f -a ${word} -d ${quoted(meaning)}`)
  return [...names, ...options.map((option) => `${here} ${optionWords(option)}`)]
}

function optionWords({ short, long, description, value, choices }: OptionFacts): string {
  const words = [
    ...(short ? [`-s ${short.slice(1)}`] : []),
    `-l ${long.slice(2)}`,
    ...valueWords(value, choices),
    `-d ${quoted(description)}`,
  ]
  return words.join(' ')
}

function valueWords(value: OptionFacts['value'], choices: string[]): string[] {
  switch (value) {
    case 'none':
      return []
    case 'choice':
      return [`-x -a ${quoted(choices.join(' '))}`]
    case 'file':
      return ['-r']
    case 'folder':
      return ["-x -a '(__fish_complete_directories)'"]
    case 'text':
      return ['-x']
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll(/[\\']/g, '\\$&')}'`
}
