import { type CommandFacts, nextWords, withInner } from '../program/command-facts.ts'

/** Completion for bash 3.2 (that of macOS) and later. Where nothing is offered, bash offers files. */
export function bashCompletion(program: CommandFacts): string {
  const all = withInner(program)
  const inner = all.filter(({ path }) => path.length > 0)
  return `# Completion of tacosmith for bash. In ~/.bashrc:
#   source <(tacosmith completion bash)
_tacosmith() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]}
  local command='' offered='' index
  # bash takes --option=value for three words.
  if [[ $current == '=' ]]; then
    current=''
  elif [[ $previous == '=' ]]; then
    previous=\${COMP_WORDS[COMP_CWORD-2]}
  fi
  for ((index = 1; index < COMP_CWORD; index++)); do
    case "$command/\${COMP_WORDS[index]}" in
      ${inner.map(({ path }) => `/${path.join('/')}`).join(' | ')})
        command="$command/\${COMP_WORDS[index]}" ;;
    esac
  done
  COMPREPLY=()
  case "$command $previous" in
${all.flatMap(choiceCases).join('')}  esac
  case "$command" in
${all.map(commandCase).join('')}  esac
  COMPREPLY=($(compgen -W "$offered" -- "$current"))
}
complete -o bashdefault -o default -F _tacosmith tacosmith
`
}

function choiceCases({ path, options }: CommandFacts): string[] {
  return options.flatMap(({ short, long, value, choices }) => {
    if (value === 'none') return []
    const patterns = [long, ...(short ? [short] : [])].map((name) => `'${commandOf(path)} ${name}'`)
    const offer = value === 'choice' ? `COMPREPLY=($(compgen -W '${choices.join(' ')}' -- "$current")); ` : ''
    return [`    ${patterns.join(' | ')}) ${offer}return ;;\n`]
  })
}

function commandCase(facts: CommandFacts): string {
  const { path, options } = facts
  const names = nextWords(facts)
    .map(([word]) => word)
    .join(' ')
  const longs = options.map(({ long }) => long).join(' ')
  return `    '${commandOf(path)}')
      if [[ $current == -* ]]; then offered='${longs}'; else offered='${names}'; fi ;;
`
}

function commandOf(path: string[]): string {
  return path.map((name) => `/${name}`).join('')
}
