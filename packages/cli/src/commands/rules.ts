import { explainRule, TacosmithError } from '@tacosmith/core'
import { nearestName, type RuleDescription, ruleDescriptions } from '@tacosmith/core/adapter'
import { Command } from 'commander'
import { exitCodes } from '../program/exit-codes.ts'
import { runCommand } from '../program/run-command.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { ruleText } from '../texts/rule-text.ts'
import { rulesText } from '../texts/rules-text.ts'

const notes = `
A word that is not the name of a rule lists the rules whose name or description
contains it. This reads no connector.

Examples:
  tacosmith rules
  tacosmith rules oauth
  tacosmith rules https-only`

/** `tacosmith rules [id]`: all rules, those about something, or everything about one. */
export function rulesCommand(terminal: Terminal, finish: (exitCode: number) => void): Command {
  return new Command('rules')
    .argument('[id]', 'a rule to explain, or a word to search for')
    .option('--json', 'print one JSON document to stdout')
    .addHelpText('after', notes)
    .action(async (word: string | undefined, flags: { json?: boolean }) => {
      finish(
        await runCommand(terminal, flags.json === true, () => rules(word, flags.json === true, terminal)),
      )
    })
}

async function rules(word: string | undefined, isJson: boolean, terminal: Terminal): Promise<number> {
  const found = rulesFor(word)
  const [only] = found
  const isNamed = only !== undefined && only.id === word
  if (isJson) {
    const explained = await Promise.all(found.map(({ id }) => explainRule(id)))
    terminal.printResult(`${JSON.stringify(explained, null, 2)}\n`)
  } else {
    terminal.printResult(
      isNamed ? ruleText(await explainRule(only.id), terminal) : rulesText(found, terminal),
    )
  }
  return exitCodes.fine
}

/** The rule of that name, else those that contain the word, else all. Sorted by name. */
function rulesFor(word: string | undefined): RuleDescription[] {
  const all = [...new Map(ruleDescriptions.map((rule) => [rule.id as string, rule])).values()].sort(byName)
  if (word === undefined) return all
  const named = all.filter(({ id }) => id === word)
  if (named.length > 0) return named
  const wanted = word.toLowerCase()
  const about = all.filter(({ id, summary }) => `${id} ${summary}`.toLowerCase().includes(wanted))
  if (about.length > 0 && wanted.trim() !== '') return about
  const near = nearestName(
    word,
    all.map(({ id }) => id),
  )
  throw new TacosmithError('usage', `no rule matches "${word}"`, {
    help: near === undefined ? 'Run tacosmith rules to list all rules.' : `Did you mean "${near}"?`,
  })
}

function byName(one: RuleDescription, other: RuleDescription): number {
  return one.id < other.id ? -1 : 1
}
