/** The processor time that this process spends on some work, in milliseconds. What other processes do does not count. */
export async function processorTime(work: () => unknown): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/**
 * A test that fails when it takes more processor time than that: for work that hostile input could make endless. A limit
 * on the time of day would fail on a busy machine too.
 */
export function within<Arguments extends unknown[]>(
  milliseconds: number,
  test: (...args: Arguments) => unknown,
): (...args: Arguments) => Promise<void> {
  return async (...args) => {
    const time = await processorTime(() => test(...args))
    if (time > milliseconds)
      throw new Error(`took ${Math.round(time)} ms of the processor; ${milliseconds} are allowed`)
  }
}
