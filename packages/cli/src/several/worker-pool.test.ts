import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'
import { WorkerPool } from './worker-pool.ts'

/** What a thread may be told to do. */
const program = `const { parentPort } = require('node:worker_threads')
parentPort.on('message', async (job) => {
  if (job === 'exit') process.exit(7)
  if (job === 'throw') throw new Error('a fault')
  if (job === 'reject') return Promise.reject(new Error('a rejection'))
  if (job === 'memory') { const all = []; for (;;) all.push(new Array(10000).fill({})) }
  if (job === 'late') setTimeout(() => process.exit(3))
  if (job === 'slow') await new Promise((resolve) => setTimeout(resolve, 50))
  parentPort.postMessage(job + '!')
})`

let started: Worker[] = []
const startThread = (): Worker => {
  const options = { eval: true, stderr: true, resourceLimits: { maxOldGenerationSizeMb: 32 } }
  const worker = new Worker(program, options)
  started.push(worker)
  return worker
}

async function answersTo(jobs: string[], size = 2): Promise<unknown[]> {
  started = []
  const answers: unknown[] = []
  await new WorkerPool<string, string>(size, startThread).run(jobs, async (index, answer) => {
    answers[index] = answer
  })
  return answers
}

const areGone = () => started.every(({ threadId }) => threadId === -1)

describe('a pool of threads', () => {
  it('answers all jobs with few threads, which are gone at the end', async () => {
    const jobs = Array.from({ length: 30 }, (_, index) => `job ${index}`)
    expect(await answersTo(jobs, 3)).toEqual(jobs.map((job) => `${job}!`))
    expect(started).toHaveLength(3)
    expect(areGone()).toBe(true)
    expect(await answersTo(['a'], 3)).toEqual(['a!'])
    expect(started).toHaveLength(1)
    expect(await answersTo([])).toEqual([])
    expect(started).toEqual([])
  })

  it.each([
    ['exit', 'it ended with the exit code 7'],
    ['throw', 'a fault'],
    ['reject', 'a rejection'],
    ['memory', 'it ran out of memory'],
  ])('loses only the job at which a thread dies: %s', async (job, death) => {
    expect(await answersTo(['a', job, 'b', 'c', job, 'd'])).toEqual([
      ...['a!', { death }, 'b!'],
      ...['c!', { death }, 'd!'],
    ])
    expect(areGone()).toBe(true)
  })

  it('goes on where a thread dies after its answer', async () => {
    started = []
    const answers: unknown[] = []
    await new WorkerPool<string, string>(1, startThread).run(['late', 'a'], async (index, answer) => {
      answers[index] = answer
      // Only then comes the next job.
      if (index === 0) await once(started[0] as Worker, 'exit')
    })
    expect(answers).toEqual(['late!', 'a!'])
    expect(started).toHaveLength(2)
  })

  it('ends all threads where an answer cannot be taken', async () => {
    started = []
    const run = new WorkerPool<string, string>(2, startThread).run(['slow', 'a', 'slow'], async (index) => {
      if (index === 1) throw new Error('no more')
    })
    await expect(run).rejects.toThrow('no more')
    expect(areGone()).toBe(true)
  })
})
