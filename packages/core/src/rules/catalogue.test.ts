import { beforeAll, describe, expect, it } from 'vitest'
import { catalogue, exampleCatalogue, ruleIdType, ruleNames, scriptCatalogue } from './testing/catalogues.ts'
import { findRuleFiles, type RuleFile } from './testing/rule-files.ts'

let files: RuleFile[] = []

beforeAll(async () => {
  files = await findRuleFiles()
})

describe('the file of a rule', () => {
  it('is called what the rule is called', () => {
    expect(files.length).toBeGreaterThan(150)
    expect(files.filter(({ id, rule }) => id !== rule.id).map(({ path, rule }) => [path, rule.id])).toEqual(
      [],
    )
  })

  it('is the only one of that name', () => {
    const ids = files.map(({ id }) => id)
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  })
})

// npm run docs writes these files anew.
describe('generated from the files of the rules', () => {
  it('the catalogue', async () => {
    await expect(catalogue(files)).toMatchFileSnapshot('catalogue.ts')
  })

  it('the catalogue of rules on the syntax of scripts', async () => {
    await expect(scriptCatalogue(files)).toMatchFileSnapshot('../scripts/rules/catalogue.ts')
  })

  it('the examples', async () => {
    await expect(exampleCatalogue(files)).toMatchFileSnapshot('examples.ts')
  })

  it('RuleId', async () => {
    await expect(ruleIdType(files)).toMatchFileSnapshot('rule-id.ts')
  })

  it('the names for checks of options', async () => {
    await expect(ruleNames(files)).toMatchFileSnapshot('../build/options/rule-names.ts')
  })
})
