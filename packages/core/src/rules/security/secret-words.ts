/** Words, in lower case, that ask for something secret; those of the packager's rules are left out. */
const secretWords = [
  'passphrase',
  'passcode',
  'passwd',
  'pwd',
  'credential',
  'credentials',
  'api key',
  'apikey',
  'private key',
  'privatekey',
  'shared key',
  'account key',
  'storage key',
  'encryption key',
  'signing key',
  'access key',
  'bearer',
  'jwt',
  // Other languages.
  'passwort',
  'kennwort',
  'mot de passe',
  'contraseña',
  'senha',
  'wachtwoord',
  'lösenord',
  'parola d’ordine',
  "parola d'ordine",
]

/** What may be asked about a secret without asking for it, as in `API key ID` or `JWT audience`. */
const qualities = [
  ...['id', 'ids', 'identifier', 'name', 'arn', 'type', 'kind', 'version', 'algorithm', 'issuer', 'audience'],
  ...[
    'scope',
    'scopes',
    'claim',
    'endpoint',
    'url',
    'uri',
    'provider',
    'method',
    'mode',
    'source',
    'profile',
  ],
]
const qualified = new RegExp(` (${secretWords.join('|')}) (${qualities.join('|')})(?= )`, 'g')

/** Mail addresses of nobody, and what is asked about them. */
const impersonal = / service account e ?mail(?: address)?(?= )| e ?mail (domain|column|server|host)(?= )/g

/** The same in scripts that put no blanks between words. */
const secretParts = ['パスワード', '密码', '密碼', '비밀번호', 'รหัสผ่าน']

/** Words that ask for something about a person. */
const personalWords = [
  'email',
  'e mail',
  'mail address',
  'ssn',
  'social security',
  'birth date',
  'date of birth',
  'phone',
  'phone number',
  'telephone',
  'passport',
]

/** What a name or label asks for: the words that say so, or undefined. */
export function findSecretWords(text: string): string | undefined {
  const words = toWords(text)
  // The place of a file that holds a secret is none.
  if (namesFile(words)) return undefined
  const rest = words.replace(qualified, '')
  return (
    secretWords.find((word) => rest.includes(` ${word} `)) ?? secretParts.find((part) => text.includes(part))
  )
}

/** Whether a name or label asks where a file is, not for what it holds. */
export function namesFile(words: string): boolean {
  return / (file|filename|filepath|path|folder|directory|location|alias) /.test(words)
}

/** Which personal data a name or label asks for, or undefined. */
export function findPersonalWords(text: string): string | undefined {
  const words = toWords(text).replace(impersonal, '')
  return personalWords.find((word) => words.includes(` ${word} `))
}

/** A text in lower case, with a blank around each of its words, whatever parted them. */
export function toWords(text: string): string {
  const words = text
    .slice(0, 1000)
    .normalize('NFC')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}'’]+/u)
  return ` ${words.filter((word) => word !== '').join(' ')} `
}
