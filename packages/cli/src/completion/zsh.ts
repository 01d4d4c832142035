import { type CommandFacts, type OptionFacts, withInner } from '../program/command-facts.ts'

/** Completion for zsh, to be sourced or put into a folder of `$fpath` as `_tacosmith`. */
export function zshCompletion(program: CommandFacts): string {
  return `#compdef tacosmith
# Completion of tacosmith for zsh. In ~/.zshrc, behind compinit:
#   source <(tacosmith completion zsh)
${withInner(program).map(functionOf).join('\n')}
if [[ $funcstack[1] == _tacosmith ]]; then
  _tacosmith "$@"
else
  compdef _tacosmith tacosmith
fi
`
}

function functionOf(facts: CommandFacts): string {
  const options = facts.options.map((option) => `    ${optionSpec(option)} \\\n`).join('')
  if (facts.commands.length === 0) {
    return `${nameOf(facts)}() {
  _arguments \\
${options}    ${argumentSpec(facts)}
}
`
  }
  const described = facts.commands.map(
    ({ path, summary }) => `        ${quoted(`${path.at(-1)}:${summary}`)}\n`,
  )
  const cases = facts.commands.map((inner) => `        ${inner.path.at(-1)}) ${nameOf(inner)} ;;\n`)
  return `${nameOf(facts)}() {
  local curcontext=$curcontext context state line
  typeset -A opt_args
  _arguments -C \\
${options}    '1:command:->command' \\
    '*::argument:->argument'
  case $state in
    command)
      local -a commands=(
${described.join('')}      )
      _describe -t commands command commands
      ;;
    argument)
      case $words[1] in
${cases.join('')}      esac
      ;;
  esac
}
`
}

function argumentSpec({ arguments: [first] }: CommandFacts): string {
  const choices = first?.choices ?? []
  return choices.length > 0 ? quoted(`1:value:(${choices.join(' ')})`) : "'*:file:_files'"
}

function nameOf({ path }: CommandFacts): string {
  return ['_tacosmith', ...path].join('_')
}

/** An option may be given again where the command takes it several times, which zsh need not know. */
function optionSpec({ short, long, description, value, choices }: OptionFacts): string {
  const about = `[${description.replaceAll(/[[\]\\]/g, '\\$&')}]${actionOf(value, choices)}`
  if (short === undefined) return quoted(`*${long}${value === 'none' ? '' : '='}${about}`)
  return `'*'{${short},${long}${value === 'none' ? '' : '='}}${quoted(about)}`
}

function actionOf(value: OptionFacts['value'], choices: string[]): string {
  switch (value) {
    case 'none':
      return ''
    case 'choice':
      return `:value:(${choices.join(' ')})`
    case 'file':
      return ':file:_files'
    case 'folder':
      return ':folder:_files -/'
    case 'text':
      return ':value: '
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
