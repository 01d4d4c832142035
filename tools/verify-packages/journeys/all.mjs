import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CertificateAuthority, startTimestampServer, writePkcs12 } from '@tacosmith/test-kit'
import { Failure, run } from '../run.mjs'
import { copyAction, runWorkflow } from './action.mjs'
import { choicesIn, eachValue, pairwise, product, wordsFor } from './choices.mjs'
import { adoptConnector } from './existing.mjs'
import { buildSigned, editRight, editWrong, makeProject } from './follow.mjs'

/**
 * Goes the way of a user from `create` to a signed release, two projects at a time, and reports on each.
 *
 * @param extent - `every`: a project for every combination of base, language, bundler and authentication; `pairs`: each two
 *   values meet once; `few`: each value is there once; `one`: a project with a workflow for releases.
 * @returns What does not work.
 */
export async function runJourneys(extent, { folder, env, tacosmith }) {
  const { stdout: help } = await run([...tacosmith, 'create', '--help'], { cwd: folder, env })
  const rows = rowsOf(choicesIn(help), extent)
  const place = join(folder, 'journeys')
  await mkdir(place)
  const authority = await CertificateAuthority.create()
  const tsa = await startTimestampServer(authority)
  const settings = {
    ...{ env, tacosmith, proxy: new URL(tsa.url).origin },
    release: await releaseKey(authority, tsa, place),
    action: await copyAction(join(place, 'action')),
    tried: new Set(),
  }
  const faults = []
  const waiting = rows.map((row, index) => [row, join(place, `brook-${index + 1}`)])
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      faults.push(...(await journey(...next, settings)))
    }
  }
  try {
    faults.push(
      ...(await attempt('init, of a connector in plain JavaScript', () =>
        adoptConnector(join(place, 'harbour'), settings),
      )),
    )
    await Promise.all([worker(), worker()])
  } finally {
    await tsa.close()
  }
  return faults
}

/** What the scripts do not depend on takes turns. */
function rowsOf({ languages, github, ...others }, extent) {
  if (extent === 'one')
    return eachValue({ ...others, languages, github })
      .filter((row) => row.github)
      .slice(0, 1)
  if (extent === 'few') return eachValue({ ...others, languages, github })
  if (extent === 'pairs') return pairwise({ ...others, languages, github })
  return product(others).map((row, index) => ({
    ...row,
    languages: languages[index % languages.length],
    github: github[index % github.length],
  }))
}

async function releaseKey(authority, tsa, folder) {
  const issued = await authority.issue({ key: 'rsa-2048', commonName: 'Brook Works' })
  const password = 'Brook-9-store'
  const path = join(folder, 'release.p12')
  const certificatesPem = authority.chainPem(issued)
  await writePkcs12(path, { keyPem: issued.keyPem, certificatesPem, alias: 'release', password })
  return {
    password,
    keystore: await readFile(path),
    rootPem: authority.root.certificatePem,
    timestampUrl: tsa.url,
  }
}

async function journey(row, folder, settings) {
  const words = wordsFor(row)
  return await attempt(`create ${words.slice(1).join(' ')}`, async () => {
    const project = await makeProject(folder, words, settings)
    await editRight(project)
    const { tried } = settings
    await editWrong(project, (mistake) => {
      const key = `${row.bundler} ${row.language} ${mistake}`
      return tried.has(key) || !tried.add(key)
    })
    await buildSigned(project, settings.release, settings)
    if (row.github) await runWorkflow(project, settings.action, settings.release, settings)
  })
}

/** @returns The fault, if there is one. */
async function attempt(title, action) {
  const start = performance.now()
  try {
    await action()
    console.log(`  ${title}: done (${Math.round((performance.now() - start) / 1000)} s)`)
    return []
  } catch (cause) {
    console.log(`  ${title}: FAILED`)
    return [`${title}\n${cause instanceof Failure ? cause.message : cause.stack}`]
  }
}
