'use strict'
// Required by a process before anything else, it makes the process believe that it runs on another system: what lies on the
// disk there lies in a folder. See `simulated-computer.ts`.
const fs = require('node:fs')
const childProcess = require('node:child_process')
const Module = require('node:module')
const url = require('node:url')
const { posix, win32 } = require('node:path')

const { SIMULATED_PLATFORM: platform, SIMULATED_DISK: disk } = process.env

// A path of Windows is a relative one here, which some modules have made absolute.
const windowsPath = /^(?:.*\/)?([A-Z]):[\\/](.*)$/s
const ownFolders = { darwin: /^\/(?:Applications|Users)(?=\/|$)/, linux: /^\/(?:opt\/tableau|srv)(?=\/|$)/ }

/** Where on this computer a path of the simulated one leads. */
function here(path) {
  if (typeof path !== 'string' || path.startsWith(disk)) return path
  if (platform !== 'win32') return ownFolders[platform].test(path) ? posix.join(disk, path) : path
  const [, drive, rest] = windowsPath.exec(path) ?? []
  // Without a drive it is one of this computer, where the process was started.
  if (drive === undefined) return path.startsWith('\\') ? path.replaceAll('\\', '/') : path
  return posix.join(disk, drive, rest.replaceAll('\\', '/'))
}

/** What the simulated computer calls a path of this one. */
function there(path) {
  if (typeof path !== 'string' || !path.startsWith(`${disk}/`)) return path
  const rest = path.slice(disk.length + 1)
  return platform === 'win32' ? `${rest[0]}:\\${rest.slice(2).replaceAll('/', '\\')}` : `/${rest}`
}

const ofOnePath =
  'access appendFile chmod chown createReadStream createWriteStream exists lstat lutimes mkdir mkdtemp open opendir readFile readdir readlink realpath rm rmdir stat statfs truncate unlink utimes watch writeFile'
const ofTwoPaths = 'copyFile cp link rename symlink'
const givesPath = /^(?:mkdtemp|native|realpath)/

function lead(api, name, count) {
  const original = api[name]
  if (typeof original !== 'function') return
  api[name] = Object.assign(function led(...words) {
    const result = original.call(this, ...words.map((word, index) => (index < count ? here(word) : word)))
    if (!givesPath.test(name)) return result
    return result instanceof Promise ? result.then(there) : there(result)
  }, original)
}

/** `node:path` of Windows for paths of Windows; the process itself lies on this computer. */
function pathsOfBoth() {
  const own = (name) =>
    function choose(...words) {
      const isWindows = words.some((word) => typeof word === 'string' && /^(?:[A-Z]:[\\/]|\\)/.test(word))
      return (isWindows ? win32 : posix)[name](...words)
    }
  const names = [
    'basename',
    'dirname',
    'extname',
    'isAbsolute',
    'join',
    'normalize',
    'parse',
    'relative',
    'resolve',
  ]
  return { ...posix, posix, win32, ...Object.fromEntries(names.map((name) => [name, own(name)])) }
}

function pretend() {
  for (const [names, count] of [
    [ofOnePath, 1],
    [ofTwoPaths, 2],
  ]) {
    for (const name of names.split(' ')) {
      lead(fs.promises, name, count)
      lead(fs, name, count)
      lead(fs, `${name}Sync`, count)
    }
  }
  lead(fs.realpathSync, 'native', 1)
  for (const name of ['spawn', 'execFile', 'spawnSync', 'execFileSync']) lead(childProcess, name, 1)
  Object.defineProperty(process, 'platform', { value: platform })
  if (platform !== 'win32') return
  // Modules are loaded from where they lie on this computer.
  const { createRequire } = Module
  Module.createRequire = (from) => createRequire(/^file:/.test(from) ? url.fileURLToPath(from) : here(from))
  const load = Module._load
  const paths = pathsOfBoth()
  Module._load = function loadLed(request, ...rest) {
    return /^(?:node:)?path$/.test(request) ? paths : load.call(this, request, ...rest)
  }
}

// The threads in which scripts are tried get no variables, and touch no files.
if (platform !== undefined) {
  pretend()
  Module.syncBuiltinESMExports()
}
