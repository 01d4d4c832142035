const MASK = '••••••'

/**
 * Puts dots in the place of secrets in a text, as they are and as they stand in addresses.
 *
 * @param secrets - Empty ones are passed over.
 */
export function maskSecrets(text: string, secrets: readonly string[]): string {
  const forms = secrets.filter((secret) => secret !== '').flatMap(formsOf)
  // The longest first, so that none is cut by one that it holds.
  return [...new Set(forms)]
    .toSorted((one, other) => other.length - one.length)
    .reduce((masked, form) => masked.replaceAll(form, MASK), text)
}

function formsOf(secret: string): string[] {
  // Half of a character that takes two units has no form in addresses.
  const whole = secret.replace(
    /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
    '\ufffd',
  )
  return [secret, encodeURIComponent(whole), encodeURI(whole), secret.replaceAll('}', '}}')]
}
