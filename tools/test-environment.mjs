// Prints what of this machine decides which tests run, so that Nx does not take the result of another machine, or of this
// one before something was installed, for that of today: node tools/test-environment.mjs
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'

/** Programs that tests ask, or run in. Those of a JDK are looked for in JAVA_HOME first. */
const PROGRAMS = [
  ...['java', 'javac', 'jarsigner', 'keytool'],
  ...['openssl', 'certutil', 'pk12util', 'softhsm2-util', 'pkcs11-tool'],
  ...['chromium-headless-shell', 'chromium', 'google-chrome'],
  ...['bash', 'zsh', 'fish', 'script', 'tmux', 'python3', 'npm', 'git'],
]

const EXTENSION = process.platform === 'win32' ? '.exe' : ''

function folders() {
  const { JAVA_HOME, PATH = '' } = process.env
  return [...(JAVA_HOME ? [join(JAVA_HOME, 'bin')] : []), ...PATH.split(delimiter).filter(Boolean)]
}

/** The file and its age: an update may bring other answers. */
function describeProgram(name) {
  for (const folder of folders()) {
    const path = join(folder, name + EXTENSION)
    try {
      accessSync(path, constants.X_OK)
      const { size, mtimeMs } = statSync(path)
      return `${realpathSync(path)} ${size} ${Math.trunc(mtimeMs)}${jdkRelease(path)}`
    } catch {}
  }
  return 'missing'
}

/** An update of a JDK may leave its programs as they are. */
function jdkRelease(program) {
  const file = join(dirname(dirname(realpathSync(program))), 'release')
  const [release] = existsSync(file)
    ? (/^JAVA_RUNTIME_VERSION=.*/m.exec(readFileSync(file, 'utf8')) ?? [])
    : []
  return release === undefined ? '' : ` ${release}`
}

/** Qt's script engines, by way of Python. */
function describeQt(major) {
  const probe = `from PyQt${major}.QtQml import QJSEngine; from PyQt${major}.QtCore import qVersion; print(qVersion())`
  for (const python of ['/usr/bin/python3', 'python3']) {
    const { status, stdout } = spawnSync(python, ['-c', probe], { encoding: 'utf8' })
    if (status === 0) return stdout.trim()
  }
  return 'missing'
}

/** Optional: the lock file does not say whether it could be installed. */
function isInstalled(packageName) {
  try {
    createRequire(import.meta.url).resolve(packageName)
    return true
  } catch {
    return false
  }
}

const facts = {
  node: `${process.version} ${process.platform} ${process.arch}`,
  'is root': process.getuid?.() === 0,
  libxmljs2: isInstalled('libxmljs2'),
  'Qt 5': describeQt(5),
  'Qt 6': describeQt(6),
  ...Object.fromEntries(PROGRAMS.map((name) => [name, describeProgram(name)])),
}
for (const [name, fact] of Object.entries(facts)) console.log(`${name}: ${fact}`)
