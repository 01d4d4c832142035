import { minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { afterEach, describe, expect, it } from 'vitest'
import { inConnectorFolder, type Workplace, workplace } from '../testing/run-cli.ts'

let place: Workplace
afterEach(() => place?.dispose())

const good = minimalConnector()
const faulty = minimalConnector({
  'manifest.xml': replaceIn(good['manifest.xml'], 'https://brook.example/support', 'http://brook.example'),
})

describe('validate --format', () => {
  it('github makes annotations and keeps the report for people; GitHub Actions asks for it', async () => {
    place = await workplace(inConnectorFolder(faulty))
    const { exitCode, stdout } = await place.run(['validate', '--format', 'github'])
    expect(exitCode).toBe(1)
    const [annotation = ''] = stdout.split('\n')
    expect(annotation).toMatch(/^::error file=connector\/manifest\.xml,line=5,col=\d+,title=https-only::/)
    expect(stdout).toContain('Found 1 error')
    const inActions = { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: place.folder }
    expect((await place.run(['validate', 'connector'], inActions)).stdout).toContain(annotation)
    expect((await place.run(['validate', '--format', 'pretty'], inActions)).stdout).not.toContain('::error')
    expect(JSON.parse((await place.run(['validate', '--json'], inActions)).stdout)).toMatchObject({
      errors: 1,
    })
    expect((await place.run(['build'], inActions)).stderr).toContain(annotation)
    expect((await place.run(['build', '--validate-only'], inActions)).stderr).toContain(annotation)
    expect((await place.run(['build'])).stderr).toContain(' --> connector/manifest.xml:5:')
  })

  it('sarif prints a log for code scanning and nothing else', async () => {
    place = await workplace(inConnectorFolder(faulty))
    const { exitCode, stdout, stderr } = await place.run(['validate', '--format', 'sarif'])
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' })
    const [run] = JSON.parse(stdout).runs
    expect(run.results).toMatchObject([
      {
        ruleId: 'https-only',
        locations: [{ physicalLocation: { artifactLocation: { uri: 'connector/manifest.xml' } } }],
      },
    ])
  })
})

describe('validate --explain', () => {
  it('shows why, wrong, right and the page; as JSON too', async () => {
    place = await workplace()
    const { exitCode, stdout } = await place.run(['validate', '--explain', 'cap-unknown'])
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/^cap-unknown \(warning\)\n\n[\s\S]*Wrong, in [\s\S]*Right:[\s\S]*See https:\/\//)
    const { stdout: json } = await place.run(['validate', '--explain', 'cap-unknown', '--json'])
    expect(JSON.parse(json)).toMatchObject({ id: 'cap-unknown', example: { wrong: expect.any(String) } })
  })

  it('suggests the rule that is meant', async () => {
    place = await workplace()
    const { exitCode, stderr } = await place.run(['validate', '--explain', 'https-onyl'])
    expect(exitCode).toBe(2)
    expect(stderr).toContain('Did you mean "https-only"?')
  })
})

describe('validate --verbose', () => {
  it('names the XML engine, which for a .taco is the sandboxed one', async () => {
    place = await workplace(inConnectorFolder(good))
    const { stderr } = await place.run(['validate', '--verbose', '--engine', 'libxml2-wasm'])
    expect(stderr).toBe('XML engine: libxml2-wasm\n')
    expect((await place.run(['build', '--out-dir', '.'])).exitCode).toBe(0)
    const verbose = ['validate', 'brook_jdbc-v1.0.0.taco', '--verbose']
    expect((await place.run(verbose)).stderr).toBe('XML engine: libxml2-wasm\n')
    const asked = await place.run([...verbose, '--engine', 'libxmljs2'])
    expect(asked.stderr).toBe('XML engine: libxml2-wasm\n')
  })
})

describe('validate --profile gallery', () => {
  it('demands more of a folder, and a signature of a .taco', async () => {
    place = await workplace(
      inConnectorFolder(
        minimalConnector({
          'manifest.xml': replaceIn(good['manifest.xml'], 'superclass="jdbc"', 'superclass="mysql_odbc"'),
        }),
      ),
    )
    const rulesOf = async (words: string[]): Promise<string[]> => {
      const { stdout } = await place.run(['validate', ...words, '--json'])
      const { diagnostics } = JSON.parse(stdout) as { diagnostics: { rule: string; severity: string }[] }
      return diagnostics.flatMap(({ rule, severity }) => (severity === 'error' ? [rule] : []))
    }
    expect(await rulesOf(['connector'])).toEqual([])
    expect(await rulesOf(['connector', '--profile', 'gallery'])).toContain('gal-jdbc-only')
    expect((await place.run(['build', '--out-dir', '.'])).exitCode).toBe(0)
    const taco = 'brook_jdbc-v1.0.0.taco'
    expect(await rulesOf([taco])).toEqual([])
    expect(await rulesOf([taco, '--profile', 'gallery'])).toEqual(
      expect.arrayContaining(['gal-jdbc-only', 'taco-unsigned']),
    )
  })
})
