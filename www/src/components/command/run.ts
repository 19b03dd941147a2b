import type { Client } from '../../client.ts'
import type { Command } from '../../vocabulary/command.ts'

/** Does what a command says: opens or saves what lies at its path, or else tells the app. */
export function runCommand(client: Client, { name, value, path, download }: Command): void {
  if (path && download) save(path)
  else if (path) client.openTab(path)
  else client.submit(name, value ?? true)
}

function save(path: string): void {
  const link = document.createElement('a')
  link.href = path
  link.download = ''
  link.click()
}

/** What a command is called. */
export const labelOf = ({ label, name }: Command): string => label || name
