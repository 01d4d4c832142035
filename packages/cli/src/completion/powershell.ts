import { type CommandFacts, nextWords, withInner } from '../program/command-facts.ts'

/** Completion for Windows PowerShell 5.1 and PowerShell. Where nothing is offered, PowerShell offers files. */
export function powershellCompletion(program: CommandFacts): string {
  const all = withInner(program)
  return `# Completion of tacosmith for PowerShell. In your profile ($PROFILE):
#   tacosmith completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName tacosmith -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $commands = @{
${all.map(commandEntry).join('')}    }
    $options = @{
${all.map(optionEntry).join('')}    }
    $values = @{
${all.flatMap(valueEntries).join('')}    }
    $before = @($commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
        ForEach-Object { $_.ToString() })
    $command = ''
    foreach ($word in ($before | Select-Object -Skip 1)) {
        if ($commands.ContainsKey("$command/$word")) { $command = "$command/$word" }
    }
    $previous = "$command $($before | Select-Object -Last 1)"
    if ($values.ContainsKey($previous)) { $offered = $values[$previous] }
    elseif ($wordToComplete.StartsWith('-')) { $offered = $options[$command] }
    else { $offered = $commands[$command] }
    $offered | Where-Object { $_ -and $_[0].StartsWith($wordToComplete) } | ForEach-Object {
        [System.Management.Automation.CompletionResult]::new($_[0], $_[0], 'ParameterValue', $_[1])
    }
}
`
}

function commandEntry(facts: CommandFacts): string {
  return `        ${quoted(commandOf(facts.path))} = ${listOf(nextWords(facts))}\n`
}

function optionEntry({ path, options }: CommandFacts): string {
  const pairs = options.map(({ long, description }): [string, string] => [long, description])
  return `        ${quoted(commandOf(path))} = ${listOf(pairs)}\n`
}

function valueEntries({ path, options }: CommandFacts): string[] {
  return options
    .filter(({ value }) => value !== 'none')
    .flatMap(({ short, long, choices }) =>
      [long, ...(short ? [short] : [])].map((name) => {
        const pairs = choices.map((choice): [string, string] => [choice, choice])
        return `        ${quoted(`${commandOf(path)} ${name}`)} = ${listOf(pairs)}\n`
      }),
    )
}

/** The comma in front keeps PowerShell from unrolling a list of one. */
function listOf(pairs: [string, string][]): string {
  return `@(${pairs.map(([text, about]) => `,@(${quoted(text)}, ${quoted(about)})`).join('; ')})`
}

function commandOf(path: string[]): string {
  return path.map((name) => `/${name}`).join('')
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
