import { afterAll, expect } from 'vitest'

/**
 * Set-up for test files that share a process: a file that leaves the process other than it found it fails, since the
 * files after it would pass or fail by their order.
 */
const before = processState()

afterAll(() => {
  expect(processState(), 'what this test file leaves behind for the next one').toEqual(before)
})

function processState(): object {
  const { exitCode, env } = process
  return { exitCode, folder: process.cwd(), listeners: listenerCounts(), environment: { ...env } }
}

function listenerCounts(): Record<string, number> {
  return Object.fromEntries(process.eventNames().map((name) => [String(name), process.listenerCount(name)]))
}
