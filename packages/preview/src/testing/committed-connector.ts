import { execFileSync } from 'node:child_process'

/** Makes a repository of a folder, with all of it in one commit. */
export function commitAll(folder: string): void {
  const git = (...command: string[]): void => {
    execFileSync('git', command, { cwd: folder, stdio: 'ignore' })
  }
  git('init', '--quiet')
  git('add', '--all')
  git(
    ...['-c', 'user.name=Test', '-c', 'user.email=test@brook.example', '-c', 'commit.gpgsign=false'],
    ...['commit', '--quiet', '--no-verify', '--message', 'State'],
  )
}
