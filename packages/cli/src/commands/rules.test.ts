import { afterAll, describe, expect, it } from 'vitest'
import { type Outcome, type Workplace, workplace } from '../testing/run-cli.ts'

let place: Workplace | undefined
afterAll(() => place?.dispose())

async function rules(...words: string[]): Promise<Outcome> {
  place ??= await workplace()
  return await place.run(['rules', ...words])
}

describe('rules', () => {
  it('lists all rules, each with its severity and what it asks for', async () => {
    const { exitCode, stdout, stderr } = await rules()
    expect([exitCode, stderr]).toEqual([0, ''])
    const names = stdout.match(/^[a-z0-9-]+(?= \((?:error|warning|info))/gm) ?? []
    expect(names).toEqual([...new Set(names)].sort())
    expect(names).toContain('https-only')
    expect(stdout).toMatch(
      new RegExp(
        `\\n\\n${names.length} rules\\. Run tacosmith rules <id> for an example and what to do\\.\\n$`,
      ),
    )
  })

  it('lists the rules about something', async () => {
    const { stdout } = await rules('OAuth')
    const entries = stdout.split(/\n(?=\S)/).slice(0, -1)
    expect(entries.length).toBeGreaterThan(10)
    expect(entries.filter((entry) => !/oauth/i.test(entry.replace(/\s+/g, ' ')))).toEqual([])
  })

  it('explains one as validate --explain does', async () => {
    const { stdout } = await rules('https-only')
    expect(stdout).toMatch(/^https-only \(/)
    expect(stdout).toContain('Wrong, in ')
    expect(stdout).toBe((await place?.run(['validate', '--explain', 'https-only']))?.stdout)
  })

  it('prints as JSON what it would list', async () => {
    const [one, ...others] = JSON.parse((await rules('https-only', '--json')).stdout)
    expect(one).toMatchObject({ id: 'https-only', example: { wrong: expect.any(String) } })
    expect(others).toEqual([])
    const all = JSON.parse((await rules('--json')).stdout)
    expect(all.length).toBeGreaterThan(150)
  })

  it.each([
    ['http-only', 'Did you mean "https-only"?'],
    ['qqqqqqqqqqqqqqqqqq', 'Run tacosmith rules to list all rules.'],
    [' ', 'Run tacosmith rules to list all rules.'],
  ])('refuses %j', async (word, help) => {
    const { exitCode, stdout, stderr } = await rules(word)
    expect([exitCode, stdout]).toEqual([2, ''])
    expect(stderr).toContain(`no rule matches "${word}"`)
    expect(stderr).toContain(help)
  })
})
