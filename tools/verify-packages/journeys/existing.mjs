import { mkdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Failure, run } from '../run.mjs'
import { firstWorkflowInputs, runAction } from './action.mjs'
import { changed } from './edits.mjs'
import { plainConnector } from './plain-connector.mjs'
import { Project } from './project.mjs'

/**
 * Goes the way of somebody who has a connector in plain JavaScript: `init`, the first workflow of the action's README where
 * nothing is installed, and then what `init` prints.
 */
export async function adoptConnector(folder, { env, tacosmith, action }) {
  await mkdir(join(folder, 'connector'), { recursive: true })
  for (const [name, text] of Object.entries(plainConnector))
    await writeFile(join(folder, 'connector', name), text)
  const project = new Project(folder, env)
  const { stdout } = await run([...tacosmith, 'init'], { cwd: folder, env })
  await checkPullRequest(project, action)
  const [, next = ''] = /\nNext:\n([\s\S]*)/.exec(stdout) ?? []
  const lines = next.split('\n').flatMap((line) => /^ {2}(\S.*)$/.exec(line)?.[1] ?? [])
  if (lines.length === 0) throw new Failure(`init says nothing of what is next:\n${stdout}`)
  for (const line of lines) await project.run(line)
  for (const script of Object.keys((await project.manifest()).scripts)) await project.run(`npm run ${script}`)
  await project.taco()
}

async function checkPullRequest(project, action) {
  const inputs = await firstWorkflowInputs()
  const printed = await runAction(project, action, inputs)
  if (/^::(?:error|warning)/m.test(printed))
    throw new Failure(`the action finds fault with a good connector:\n${printed}`)
  await stat(join(project.folder, inputs['sarif-file']))
  const file = 'connector/manifest.xml'
  const before = await project.read(file)
  const { text, line } = changed(before, ["superclass='odbc'", "superklass='odbc'"], file)
  await project.write(file, text)
  const told = await runAction(project, action, inputs).then(
    () => '',
    (failure) => failure.message,
  )
  if (!told.includes(`::error file=${file},line=${line}`))
    throw new Failure(`the action does not tell ${file}:${line}:\n${told}`)
  await project.write(file, before)
}
