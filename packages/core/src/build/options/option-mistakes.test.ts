import { describe, expect, it } from 'vitest'
import { checkOptions } from './check-options.ts'
import type { OptionDoor } from './option-door.ts'
import type { TacoOptions } from './options.ts'
import { resolveTimestampOptions } from './resolve-options.ts'
import { mistakeIn, refusal, signRefusal, timestampRefusal } from './testing/refusals.ts'

describe('a secret', () => {
  const expected = ", but should be a string, { env: 'NAME' } or { file: 'PATH' }"

  it.each<[unknown, string]>([
    [5, `sign.storePassword is of type number${expected}`],
    [true, `sign.storePassword is of type boolean${expected}`],
    [null, `sign.storePassword is null${expected}`],
    [['hunter2'], `sign.storePassword is a list${expected}`],
    [{}, 'sign.storePassword.env is missing'],
    [{ env: '' }, 'sign.storePassword.env is empty, but should be a string'],
    [{ env: 5 }, 'sign.storePassword.env is of type number, but should be a string'],
    [{ file: '' }, 'sign.storePassword.file is empty, but should be a string'],
    [{ environment: 'hunter2' }, 'unknown option environment in sign.storePassword'],
    [{ path: 'hunter2' }, 'unknown option path in sign.storePassword'],
    [
      { env: 'PW', file: 'hunter2' },
      'sign.storePassword gives both env and file; only one of them is allowed',
    ],
  ])('%j is refused and not shown', (storePassword, message) => {
    const { message: told, help = '' } = signRefusal({ storePassword })
    expect(told).toBe(message)
    expect(told + help).not.toContain('hunter2')
    expect(signRefusal({ keyPassword: storePassword }).message).toBe(
      message.replace('storePassword', 'keyPassword'),
    )
  })

  it('is suggested by what its names begin with', () => {
    expect(signRefusal({ storePassword: { environment: 'PW' } }).help).toBe('Did you mean env?')
    expect(signRefusal({ storePassword: { path: 'x' } }).help).toContain('env, file')
  })

  it('in an address is not shown', () => {
    const { message } = timestampRefusal(['http://a', 'htp://user:hunter2@b/tsa?token=hunter3'])
    expect(message).toBe("sign.timestamp[1] is 'htp://b/tsa', but should be an http or https address")
  })
})

describe('names that are unknown', () => {
  it.each<[unknown, string, string]>([
    [{ outdir: 'x' }, 'unknown option outdir', 'Did you mean outDir?'],
    [{ rules: {} }, 'unknown option rules', 'Did you mean validate.rules?'],
    [{ tsa: 'http://a' }, 'unknown option tsa', 'Did you mean sign.timestamp?'],
    [{ 'timestamp-url': 'http://a' }, 'unknown option timestamp-url', 'Did you mean sign.timestamp?'],
    [
      { constructor: 1 },
      'unknown option constructor',
      'Known options: connector, outDir, fileName, validate, scripts, sign.',
    ],
    [
      { sign: { keystore: 'k', timestamp: { url: 'http://a' } } },
      'unknown option url in sign.timestamp',
      'Did you mean urls?',
    ],
    [
      { validate: { rules: { 'http-only': 'off' } } },
      'unknown rule http-only in validate.rules',
      'Did you mean https-only?',
    ],
    [
      { validate: { rules: { nonsense: 'off' } } },
      'unknown rule nonsense in validate.rules',
      'Run npx @tacosmith/cli rules to list all rules.',
    ],
  ])('%j', (options, message, help) => {
    expect(refusal(options)).toMatchObject({ message, help })
  })
})

it('tells all mistakes at once', () => {
  const { message, help } = refusal({
    conector: 'x',
    outdir: 'y',
    outDir: 3,
    validate: { force: 'yes' },
    sign: { storePassword: 5, timestamp: { urls: [''], retries: -1 } },
  })
  expect(message.split('\n')).toEqual([
    '7 options are wrong:',
    '  outDir is 3, but should be a string',
    "  validate.force is 'yes', but should be true or false",
    "  sign.storePassword is of type number, but should be a string, { env: 'NAME' } or { file: 'PATH' }",
    '  sign.timestamp.urls[0] is empty, but should be an http or https address',
    '  sign.timestamp.retries is -1, but should be a whole number from 0 to 10',
    '  unknown option conector. Did you mean connector?',
    '  unknown option outdir. Did you mean outDir?',
  ])
  expect(help).toMatch(/README/)
})

describe('an option is named as it was written', () => {
  it.each<[TacoOptions, Exclude<OptionDoor, 'configuration'>, string]>([
    [{ sign: { timestamp: ['x'] } }, 'command-line', '--tsa'],
    [{ sign: { timestamp: { urls: ['x'] } } }, 'command-line', '--tsa'],
    [{ sign: { keystore: '' } }, 'command-line', '--keystore'],
    [{ sign: { storePassword: { env: '' } } }, 'command-line', '--storepass'],
    [{ outDir: '' }, 'command-line', '--out-dir'],
    [{ validate: { schemas: '' } }, 'command-line', '--schemas'],
    [{ validate: { rules: { 'https-only': 'x' as 'off' } } }, 'command-line', '--rule https-only'],
    [{ sign: { timestamp: ['x'] } }, 'action', 'timestamp-url'],
    [{ sign: { storePassword: 5 as never } }, 'action', 'store-password'],
    [{ validate: { profile: 'x' as 'default' } }, 'action', 'profile'],
  ])('%j at the %s', (options, door, name) => {
    const { message } = mistakeIn(() => checkOptions(options, door))
    expect(message.startsWith(`${name} is `)).toBe(true)
  })

  it('on the command line also where a rule does not exist', () => {
    const options = { validate: { rules: { 'http-only': 'off' } } } as TacoOptions
    expect(mistakeIn(() => checkOptions(options, 'command-line'))).toMatchObject({
      message: 'unknown rule http-only in --rule',
      help: 'Did you mean https-only?',
    })
  })

  it('in the environment', () => {
    const environment = { TACOSMITH_KEYSTORE: 'k.p12', TACOSMITH_TSA: 'example.com' }
    expect(refusal({}, environment).message).toBe(
      "TACOSMITH_TSA is 'example.com', but should be an http or https address",
    )
    expect(refusal({}, { ...environment, TACOSMITH_TSA: ' , ' }).message).toBe(
      'TACOSMITH_TSA contains no address',
    )
    expect(refusal({}, { TACOSMITH_KEYSTORE: ' ' }).message).toBe(
      'TACOSMITH_KEYSTORE is empty, but should be a string',
    )
    expect(mistakeIn(() => resolveTimestampOptions(undefined, environment)).message).toMatch(
      /^TACOSMITH_TSA is/,
    )
  })
})
