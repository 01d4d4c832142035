import { describe, expect, it } from 'vitest'
import { explainRule } from './explain-rule.ts'
import { rulesPage } from './rules-page.ts'

describe('docs/rules.md', () => {
  it('says what the rules say', async () => {
    await expect(await rulesPage()).toMatchFileSnapshot('../../../../docs/rules.md')
  })

  it('has no tag in its text, which Markdown would not show', async () => {
    const [intro = '', ...sections] = (await rulesPage()).split(/^## /m)
    const text = [intro.replace(/^<!-- Generated.*$/m, ''), ...sections]
      .join('\n')
      .replaceAll(/^```[\s\S]*?^```$/gm, '')
      .replaceAll(/`[^`\n]*`|^Source: <https:.*>$/gm, '')
    expect(text.match(/<[^ ].*/g)).toBeNull()
  })
})

describe('explainRule', () => {
  it('tells severity, reason, example and source', async () => {
    const rule = await explainRule('https-only')
    expect(rule).toMatchObject({ severity: 'error', url: expect.stringContaining('https://') })
    expect(rule.summary).not.toBe('')
  })

  it('suggests the rule that is meant', async () => {
    await expect(explainRule('http-only')).rejects.toMatchObject({
      code: 'usage',
      help: 'Did you mean "https-only"?',
    })
  })
})
