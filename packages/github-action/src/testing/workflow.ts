import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { type ActionRun, type Checkout, packageFolder, type RunSettings } from './run-action.ts'

/** What GitHub puts in the place of `${{ … }}`, such as `secrets.KEYSTORE_BASE64`. */
export type WorkflowValues = Record<string, string>

interface Step {
  id?: string
  uses?: string
  run?: string
  with?: Record<string, string | number | boolean>
  env?: Record<string, string>
}

interface Workflow {
  on: string | { push?: { tags?: string[] } }
  permissions: Record<string, string>
  jobs: Record<string, { steps: Step[] }>
}

/** Actions of others: what they bring about is prepared by the test. */
const OTHERS = [
  'actions/checkout',
  'actions/setup-node',
  'actions/upload-artifact',
  'github/codeql-action/upload-sarif',
  'aws-actions/configure-aws-credentials',
]

/** Reads a workflow of this package. */
export async function readWorkflow(name: string): Promise<Workflow> {
  return parseWorkflow(await readFile(join(packageFolder, 'workflows', name), 'utf8'))
}

/** One job of a workflow. */
export function onlyJob(workflow: Workflow, name: string): Workflow {
  const job = workflow.jobs[name]
  if (job === undefined) throw new Error(`the workflow has no job ${name}`)
  return { ...workflow, jobs: { [name]: job } }
}

/** Reads the text of a workflow. */
export function parseWorkflow(text: string): Workflow {
  return parse(text) as Workflow
}

/** Whether a pushed tag starts a workflow. */
export function startsOnTag({ on }: Workflow, tag: string): boolean {
  const patterns = typeof on === 'string' ? [] : (on.push?.tags ?? [])
  return patterns.some((pattern) => new RegExp(`^${pattern.replaceAll('*', '[^/]*')}$`).test(tag))
}

/**
 * Runs the steps of a workflow as they are in its file: this action as a process, `npm ci` as a link to the packages of
 * this repository.
 *
 * @returns what this action ended with
 */
export async function runWorkflow(
  workflow: Workflow,
  place: Checkout,
  values: WorkflowValues,
  settings: RunSettings,
): Promise<ActionRun> {
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps)
  let ended: ActionRun | undefined
  for (const step of steps) {
    if (step.uses?.startsWith('tacosmith/tacosmith/packages/github-action@')) {
      if (ended !== undefined) throw new Error('the workflow runs this action twice')
      ended = await runStep(step, place, values, settings)
    } else if (step.run === 'npm ci' || step.run === 'npm install') await place.installPackages()
    else if (step.uses !== undefined && !OTHERS.includes(step.uses.replace(/@v\d+$/, ''))) {
      throw new Error(`what ${step.uses} does is not known here`)
    }
  }
  if (ended === undefined) throw new Error('the workflow does not run this action')
  return ended
}

async function runStep(
  step: Step,
  place: Checkout,
  values: WorkflowValues,
  settings: RunSettings,
): Promise<ActionRun> {
  const inputs = evaluateAll({ 'github-token': '${{ github.token }}', ...step.with }, values)
  const environment = { ...settings.environment, ...evaluateAll(step.env ?? {}, values) }
  return await place.run(inputs, { ...settings, environment, isApart: true })
}

function evaluateAll(
  texts: Record<string, string | number | boolean>,
  values: WorkflowValues,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [
      name,
      String(text).replaceAll(/\$\{\{\s*([\w.]+)\s*\}\}/g, (_, expression: string) => {
        const value = values[expression]
        if (value === undefined) throw new Error(`the test gives no ${expression}`)
        return value
      }),
    ]),
  )
}
