import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { packageManagers } from '../project/package-manager.ts'
import { completeChoices } from '../templates/project-defaults.ts'
import { projectFiles } from '../templates/project-files.ts'

const text = readFileSync(new URL('../../../../.pre-commit-hooks.yaml', import.meta.url), 'utf8')

function member(name: string): string {
  return new RegExp(`^ {2}${name}: '?(.*?)'?$`, 'm').exec(text)?.[1] ?? ''
}

it('the hook for pre-commit runs what is installed, for every file of a connector', () => {
  expect(member('entry')).toBe('npx --no tacosmith validate')
  const choices = completeChoices({ languages: ['en_US'], authentication: ['oauth'] }, 'acme')
  const names = Object.keys(projectFiles(choices, packageManagers.npm))
  const checked = names.filter((name) => new RegExp(member('files')).test(name))
  expect(checked).toEqual(
    expect.arrayContaining(names.filter((name) => name.startsWith('connector/') && !name.endsWith('.json'))),
  )
  expect(checked).toContain('tacosmith.config.ts')
  expect(checked).not.toContain('README.md')
})
