// What of this machine the figures depend on; nothing that tells which one it is.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { arch, availableParallelism, loadavg, release, totalmem, type } from 'node:os'

/** @param {import('./sdk.mjs').Sdk} [sdk] */
export function describeMachine(sdk) {
  return [
    `${availableParallelism()} processors (${arch()}), ${Math.round(totalmem() / 2 ** 30)} GB of memory`,
    systemName(),
    `Node ${process.versions.node}`,
    `JDK ${jdkVersion()}`,
    ...(sdk === undefined ? [] : [`the SDK's packager ${sdk.version} on Python ${sdk.python}`]),
  ].join(', ')
}

/** How many programs were running, as the system counts them; a machine that works for others measures nothing. */
export function loadNow() {
  return loadavg()[0]
}

function systemName() {
  const file = '/etc/os-release'
  const [, name] = existsSync(file)
    ? (/^PRETTY_NAME="?([^"\n]+)/m.exec(readFileSync(file, 'utf8')) ?? [])
    : []
  return name ?? `${type()} ${release()}`
}

function jdkVersion() {
  const { error, stderr } = spawnSync('java', ['-version'], { encoding: 'utf8' })
  if (error !== undefined) throw new Error('The benchmark needs a JDK (jar, jarsigner, keytool) on the PATH.')
  return /"([^"]+)"/.exec(stderr)?.[1] ?? stderr.split('\n')[0]
}
