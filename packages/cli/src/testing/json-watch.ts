import { Ajv, type ValidateFunction } from 'ajv'
import { commandSchema } from '../schemas/command-schemas.ts'

const ajv = new Ajv({ allErrors: true })
const validators = new Map<string, ValidateFunction>()

/** Refuses output of `--json` that is not as `tacosmith schema` says. Output that is no JSON is left to the test. */
export function checkJson(words: string[], stdout: string): void {
  const [command = ''] = words
  const schema = commandSchema(command)
  if (schema === undefined || !words.includes('--json')) return
  for (const document of documentsOf(stdout)) {
    const validate = validators.get(command) ?? ajv.compile(schema)
    validators.set(command, validate)
    if (validate(document)) continue
    throw new Error(
      `tacosmith ${words.join(' ')} printed what its schema does not allow:\n${ajv.errorsText(validate.errors, { separator: '\n' })}\n${stdout}`,
    )
  }
}

function documentsOf(stdout: string): unknown[] {
  try {
    return [JSON.parse(stdout)]
  } catch {
    return lines(stdout)
  }
}

/** Commands that go on print a document a line. */
function lines(stdout: string): unknown[] {
  try {
    return stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as unknown)
  } catch {
    return []
  }
}
