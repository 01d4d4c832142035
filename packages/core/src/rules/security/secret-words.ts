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
  // The identifier of an access key is no secret, nor is the place of a file that holds one.
  if (/ access key id /.test(words) || namesFile(words)) return undefined
  return (
    secretWords.find((word) => words.includes(` ${word} `)) ?? secretParts.find((part) => text.includes(part))
  )
}

/** Whether a name or label asks where a file is, not for what it holds. */
function namesFile(words: string): boolean {
  return / (file|filename|filepath|path|folder|directory|location|alias) /.test(words)
}

/** Which personal data a name or label asks for, or undefined. */
export function findPersonalWords(text: string): string | undefined {
  const words = toWords(text)
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
