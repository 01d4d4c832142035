import { spawn } from 'node:child_process'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Failure, run } from '../run.mjs'

/** There for hangs only, in milliseconds. */
const hangLimit = 120_000

/** A project that `create` made, and what its reader does in it. */
export class Project {
  folder
  env

  constructor(folder, env) {
    this.folder = folder
    this.env = env
  }

  /** Runs a command line as its reader types it. */
  async run(line, env = {}) {
    return await run(line, { cwd: this.folder, env: { ...this.env, ...env } })
  }

  /** Runs a command line that must fail, and gives what it prints. */
  async fails(line, why) {
    const printed = await this.run(line).then(
      () => undefined,
      (failure) => failure.message,
    )
    if (printed === undefined) throw new Failure(`${line} says nothing of ${why}`)
    return printed
  }

  async read(file) {
    return await readFile(join(this.folder, file), 'utf8')
  }

  async write(file, text) {
    await writeFile(join(this.folder, file), text)
  }

  async manifest() {
    return JSON.parse(await this.read('package.json'))
  }

  /** Its own files, by path with slashes. */
  async files() {
    const found = []
    const look = async (folder) => {
      for (const entry of await readdir(folder, { withFileTypes: true })) {
        const path = join(folder, entry.name)
        if (entry.isFile()) found.push(relative(this.folder, path).replaceAll('\\', '/'))
        else if (!/^(node_modules|dist|\.tacosmith)$/.test(entry.name)) await look(path)
      }
    }
    await look(this.folder)
    return found.filter((file) => file !== 'package-lock.json')
  }

  /** The only `.taco` in `dist`. */
  async taco() {
    const names = (await readdir(join(this.folder, 'dist'))).filter((name) => name.endsWith('.taco'))
    if (names.length !== 1) throw new Failure(`dist holds ${names.length} files: ${names.join(', ')}`)
    return join('dist', names[0])
  }

  /** Keeps a script running while something is done; what it prints is told where that fails. */
  async during(line, action) {
    const [program, ...args] = line.split(' ')
    const child = spawn(program, args, {
      cwd: this.folder,
      env: this.env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let printed = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (printed += data))
    const ended = new Promise((resolve) => child.on('close', resolve))
    try {
      await action()
    } catch (cause) {
      throw new Failure(`${line} in ${this.folder}:\n${cause.message}\n${printed}`, { cause })
    } finally {
      process.kill(-child.pid, 'SIGTERM')
      await ended
    }
  }
}

/** Waits until a condition holds. */
export async function until(holds, what) {
  for (const end = Date.now() + hangLimit; Date.now() < end; await pause(100)) {
    if (await holds()) return
  }
  throw new Failure(`${what} does not come`)
}
