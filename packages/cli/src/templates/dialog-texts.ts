import { escapeXml } from './escape-xml.ts'
import { type LanguageCode, modesSending, type ProjectChoices } from './project-choices.ts'

const english = {
  server: 'Server',
  port: 'Port',
  database: 'Database',
  authentication: 'Authentication',
  auth_none: 'No Authentication',
  auth_user: 'Username Only',
  auth_pass: 'Password Only',
  auth_user_pass: 'Username and Password',
  oauth: 'Sign in with OAuth',
  username: 'Username',
  password: 'Password',
}

/** The texts that the connection dialog shows. */
export type DialogText = keyof typeof english

const texts: Record<LanguageCode, Record<DialogText, string>> = {
  en_US: english,
  de_DE: {
    server: 'Server',
    port: 'Port',
    database: 'Datenbank',
    authentication: 'Authentifizierung',
    auth_none: 'Keine Authentifizierung',
    auth_user: 'Nur Benutzername',
    auth_pass: 'Nur Kennwort',
    auth_user_pass: 'Benutzername und Kennwort',
    oauth: 'Mit OAuth anmelden',
    username: 'Benutzername',
    password: 'Kennwort',
  },
  es_ES: {
    server: 'Servidor',
    port: 'Puerto',
    database: 'Base de datos',
    authentication: 'Autenticación',
    auth_none: 'Sin autenticación',
    auth_user: 'Solo nombre de usuario',
    auth_pass: 'Solo contraseña',
    auth_user_pass: 'Nombre de usuario y contraseña',
    oauth: 'Iniciar sesión con OAuth',
    username: 'Nombre de usuario',
    password: 'Contraseña',
  },
  fr_FR: {
    server: 'Serveur',
    port: 'Port',
    database: 'Base de données',
    authentication: 'Authentification',
    auth_none: 'Aucune authentification',
    auth_user: "Nom d'utilisateur uniquement",
    auth_pass: 'Mot de passe uniquement',
    auth_user_pass: "Nom d'utilisateur et mot de passe",
    oauth: 'Se connecter avec OAuth',
    username: "Nom d'utilisateur",
    password: 'Mot de passe',
  },
  it_IT: {
    server: 'Server',
    port: 'Porta',
    database: 'Database',
    authentication: 'Autenticazione',
    auth_none: 'Nessuna autenticazione',
    auth_user: 'Solo nome utente',
    auth_pass: 'Solo password',
    auth_user_pass: 'Nome utente e password',
    oauth: 'Accedi con OAuth',
    username: 'Nome utente',
    password: 'Password',
  },
  ja_JP: {
    server: 'サーバー',
    port: 'ポート',
    database: 'データベース',
    authentication: '認証',
    auth_none: '認証なし',
    auth_user: 'ユーザー名のみ',
    auth_pass: 'パスワードのみ',
    auth_user_pass: 'ユーザー名とパスワード',
    oauth: 'OAuth でサインイン',
    username: 'ユーザー名',
    password: 'パスワード',
  },
  ko_KR: {
    server: '서버',
    port: '포트',
    database: '데이터베이스',
    authentication: '인증',
    auth_none: '인증 없음',
    auth_user: '사용자 이름만',
    auth_pass: '암호만',
    auth_user_pass: '사용자 이름 및 암호',
    oauth: 'OAuth로 로그인',
    username: '사용자 이름',
    password: '암호',
  },
  pt_BR: {
    server: 'Servidor',
    port: 'Porta',
    database: 'Banco de dados',
    authentication: 'Autenticação',
    auth_none: 'Sem autenticação',
    auth_user: 'Somente nome de usuário',
    auth_pass: 'Somente senha',
    auth_user_pass: 'Nome de usuário e senha',
    oauth: 'Entrar com OAuth',
    username: 'Nome de usuário',
    password: 'Senha',
  },
  zh_CN: {
    server: '服务器',
    port: '端口',
    database: '数据库',
    authentication: '身份验证',
    auth_none: '无身份验证',
    auth_user: '仅用户名',
    auth_pass: '仅密码',
    auth_user_pass: '用户名和密码',
    oauth: '使用 OAuth 登录',
    username: '用户名',
    password: '密码',
  },
}

/** A label as it is written in an attribute: a reference into the resources where the project has any, else the text. */
export function label(text: DialogText, { languages }: ProjectChoices): string {
  return languages.length > 0 ? `@string/${text}/` : english[text]
}

/** The name of the connector, as {@link label}. */
export function nameLabel({ name, languages }: ProjectChoices): string {
  return languages.length > 0 ? '@string/connector_name/' : escapeXml(name)
}

/** The name of an authentication mode in the dialog. */
export function modeText(mode: ProjectChoices['authentication'][number]): DialogText {
  return mode.replaceAll('-', '_') as DialogText
}

/** `resources-<language>.xml` of every language, with the texts that the files of the project refer to. */
export function resourceFiles(choices: ProjectChoices): Record<string, string> {
  return Object.fromEntries(
    choices.languages.map((language) => [`resources-${language}.xml`, resourceFile(language, choices)]),
  )
}

function resourceFile(language: LanguageCode, choices: ProjectChoices): string {
  const all = Object.entries(texts[language]) as [DialogText, string][]
  const strings = [['connector_name', choices.name], ...all.filter(([text]) => isShown(text, choices))]
  return `<?xml version="1.0" encoding="utf-8"?>
<resources>
${strings.map(([name, text = '']) => `  <string name="${name}">${escapeXml(text)}</string>`).join('\n')}
</resources>
`
}

function isModeText(text: DialogText): boolean {
  return text.startsWith('auth_') || text === 'oauth'
}

/** Texts without a place in the dialog would only be there to be wondered at. */
function isShown(text: DialogText, choices: ProjectChoices): boolean {
  if (isModeText(text)) return choices.authentication.some((mode) => modeText(mode) === text)
  if (text === 'username' || text === 'password') return modesSending(text, choices).length > 0
  return true
}
