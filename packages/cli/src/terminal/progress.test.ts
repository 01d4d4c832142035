import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DelayedProgress } from './progress.ts'
import { StatusLine } from './status-line.ts'

/** What a terminal shows after it was sent texts: its lines, the last one unfinished. */
class Screen {
  readonly stdout: NodeJS.WriteStream
  readonly stderr: NodeJS.WriteStream
  sent = ''

  constructor(columns: number) {
    const write = (text: string): void => {
      this.sent += text
    }
    this.stdout = { write, columns, isTTY: true } as unknown as NodeJS.WriteStream
    this.stderr = { ...this.stdout } as NodeJS.WriteStream
  }

  get lines(): string[] {
    return this.sent.split('\n').map((line) => line.split('\u001b[2K').at(-1)?.replaceAll('\r', '') ?? '')
  }
}

let screen: Screen
let progress: DelayedProgress
let opened: number
beforeEach(() => {
  vi.useFakeTimers()
  on(80)
})
afterEach(() => {
  progress.end()
  vi.useRealTimers()
})

function on(columns: number): void {
  screen = new Screen(columns)
  opened = 0
  progress = new DelayedProgress(async () => {
    opened++
    return new StatusLine(screen)
  })
}

const pass = (milliseconds: number): Promise<unknown> => vi.advanceTimersByTimeAsync(milliseconds)

describe('progress', () => {
  it('makes room for a question, and comes back when something else is done', async () => {
    progress.say('Opening the key')
    await pass(2000)
    expect(screen.lines).toEqual(['Opening the key (2 s)'])
    progress.pause()
    expect(screen.lines).toEqual([''])
    await pass(5000)
    expect(screen.lines).toEqual([''])
    progress.say('Signing')
    await pass(1000)
    expect(screen.lines).toEqual(['Signing'])
  })

  it('shows nothing in the first second, then what is being done and for how long', async () => {
    progress.say('Reading')
    await pass(600)
    progress.say('Signing')
    await pass(399)
    expect({ sent: screen.sent, opened }).toEqual({ sent: '', opened: 0 })
    await pass(1)
    expect(screen.lines).toEqual(['Signing'])
    await pass(3000)
    expect(screen.lines).toEqual(['Signing (3 s)'])
    progress.say('Writing')
    expect(screen.lines).toEqual(['Writing'])
    progress.end()
    expect(screen.lines).toEqual([''])
    expect(opened).toBe(1)
  })

  it('is gone before anything else is written, and comes back behind whole lines only', async () => {
    progress.say('Signing')
    await pass(1000)
    screen.stdout.write('one.taco\n')
    expect(screen.lines).toEqual(['one.taco', ''])
    progress.say('Signing two')
    expect(screen.lines).toEqual(['one.taco', 'Signing two'])
    screen.stderr.write('Password: ')
    await pass(5000)
    expect(screen.lines).toEqual(['one.taco', 'Password: '])
  })

  it.each([
    [20, 'a-name-that-is-much-too-long.taco', 'a-name-that-is-muc…'],
    [20, '名前がとても長いコネクタ.taco', '名前がとても長いコ…'],
    [20, 'short', 'short'],
    [20, 'a\u001b[2Jb', 'a<U+001B>[2Jb'],
    [3, 'short', 's…'],
  ])('stays within %i columns', async (columns, text, shown) => {
    on(columns)
    progress.say(text)
    await pass(1000)
    expect(screen.lines).toEqual([shown])
  })

  it('leaves the streams as they were', async () => {
    const { write } = screen.stderr
    progress.say('Signing')
    await pass(1000)
    expect(screen.stderr.write).not.toBe(write)
    progress.end()
    expect(screen.stderr.write).toBe(write)
    progress.say('too late')
    await pass(5000)
    expect(screen.lines).toEqual([''])
  })
})
