// Checks every connector in folders of connectors, to see what the rules say about connectors that others wrote.
// Nothing of a connector is kept: an earlier run is remembered as its findings only.
import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { Corpus } from './corpus/check.mjs'
import { printByConnector, printByRule, printChanges, printSlowest } from './corpus/print.mjs'

const usage = `usage: node tools/corpus.mjs DIR... [options]

  DIR               a folder with connectors at any depth: each folder that holds a manifest.xml
  --rule ID         print only findings of this rule, with their messages (may be given several times)
  --profile NAME    check with this profile: default or gallery
  --full            print every finding with its message
  --save FILE       write the findings to FILE
  --against FILE    print what is new and what is gone since the run that wrote FILE`

const { values, positionals } = readArguments()
const corpus = await Corpus.check(positionals, { profile: values.profile })
const shown = values.rule ? corpus.withRules(values.rule) : corpus
const isFull = values.full === true || values.rule !== undefined
printByRule(shown)
printByConnector(shown, { isFull })
printSlowest(corpus, 5)
if (values.against !== undefined) {
  printChanges(shown, JSON.parse(await readFile(values.against, 'utf8')))
}
if (values.save !== undefined) {
  await writeFile(values.save, `${JSON.stringify(corpus.findings(), null, 1)}\n`)
}

function readArguments() {
  try {
    const read = parseArgs({
      allowPositionals: true,
      options: {
        rule: { type: 'string', multiple: true },
        profile: { type: 'string' },
        full: { type: 'boolean' },
        save: { type: 'string' },
        against: { type: 'string' },
      },
    })
    if (read.positionals.length > 0) return read
    console.error(usage)
  } catch (error) {
    console.error(`${error.message}\n\n${usage}`)
  }
  process.exit(2)
}
