import { confirm, isCancel, multiselect, outro, select, text } from '@clack/prompts'
import { TacosmithError } from '@tacosmith/core'
import {
  type AuthenticationMode,
  authenticationModes,
  bases,
  bundlers,
  type LanguageCode,
  languageCodes,
} from '../templates/project-choices.ts'
import {
  classFault,
  defaultClass,
  defaultName,
  defaultVendor,
  type GivenChoices,
  nameFault,
} from '../templates/project-defaults.ts'
import { interrupt } from '../terminal/interrupt.ts'

// What the command prints on stdout is for programs.
const output = process.stderr

/**
 * Asks for whatever the command line left open.
 *
 * @throws TacosmithError `usage` where the user breaks it off; nothing was written by then.
 */
export async function askChoices(given: GivenChoices, folderName: string): Promise<GivenChoices> {
  const vendor =
    given.vendor ?? (await askText('Which company publishes the connector?', defaultVendor, nameFault))
  const name =
    given.name ?? (await askText('What is it called in Tableau?', defaultName(folderName), nameFault))
  const base =
    given.base ?? (await askOne('What kind of driver does it use?', bases, { jdbc: 'JDBC', odbc: 'ODBC' }))
  const choices: GivenChoices = {
    vendor,
    name,
    base,
    class:
      given.class ??
      (await askText(
        'What is its class, the identifier that never changes?',
        defaultClass(folderName, base),
        classFault,
      )),
    language:
      given.language ??
      (await askOne('Which language are the scripts in?', ['ts', 'js'], {
        ts: 'TypeScript',
        js: 'JavaScript',
      })),
    bundler:
      given.bundler ??
      (await askOne('Which bundler builds it?', bundlers, {
        vite: 'Vite',
        webpack: 'webpack',
        esbuild: 'esbuild',
        none: 'none: tacosmith build',
      })),
    authentication:
      given.authentication ??
      (await askSeveral('How do users log in?', authenticationModes, true, modeLabels)),
    languages: given.languages ?? (await askLanguages()),
    github:
      given.github ??
      answered(await confirm({ message: 'Add a workflow for GitHub Actions?', initialValue: false, output })),
  }
  outro('All set.', { output })
  return choices
}

async function askText(
  message: string,
  proposal: string,
  faultOf: (text: string) => string | undefined,
): Promise<string> {
  const answer = await text({
    message,
    placeholder: proposal,
    defaultValue: proposal,
    validate: (value) => (value ? faultOf(value) : undefined),
    output,
  })
  return answered(answer)
}

async function askOne<Choice extends string>(
  message: string,
  choices: readonly Choice[],
  labels: Record<Choice, string>,
): Promise<Choice> {
  const options = choices.map((value) => ({ value: value as string, label: labels[value] }))
  return answered(await select({ message, options, output })) as Choice
}

const modeLabels: Record<AuthenticationMode, string> = {
  'auth-user-pass': 'username and password',
  'auth-none': 'not at all',
  'auth-user': 'username only',
  'auth-pass': 'password only',
  oauth: 'OAuth',
}

async function askSeveral<Choice extends string>(
  message: string,
  choices: readonly Choice[],
  required: boolean,
  labels: Record<string, string>,
): Promise<Choice[]> {
  const options = choices.map((value) => ({ value: value as string, label: labels[value] ?? value }))
  const initialValues = required ? choices.slice(0, 1) : []
  return answered(await multiselect({ message, options, required, initialValues, output })) as Choice[]
}

/** English is what Tableau falls back to, so it is there as soon as any language is. */
async function askLanguages(): Promise<LanguageCode[]> {
  const others = languageCodes.filter((code) => code !== 'en_US')
  const names = new Intl.DisplayNames('en', { type: 'language' })
  const labels = Object.fromEntries(others.map((code) => [code, `${names.of(code.slice(0, 2))} (${code})`]))
  const chosen = await askSeveral('Languages of the dialog besides English?', others, false, labels)
  return chosen.length > 0 ? ['en_US', ...chosen] : []
}

function answered<Answer>(answer: Answer | symbol): Answer {
  if (!isCancel(answer)) return answer as Answer
  output.write('create was cancelled; nothing was written\n')
  interrupt(process)
  throw new TacosmithError('usage', 'create was cancelled; nothing was written')
}
