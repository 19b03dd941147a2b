import { useLayoutEffect } from 'preact/hooks'
import { useClient } from '../../view/client_context.ts'
import type { Command } from '../../vocabulary/command.ts'

/** The names of commands, at any depth; what leads elsewhere is none of the app's business. */
const namesOf = (commands: readonly Command[]): string[] =>
  commands.flatMap(({ name, items, path }) => (path || name.startsWith('#') ? [] : items ? namesOf(items) : [name]))

/** The app finds commands among its arguments, chosen or not. */
export function useCommandArguments(commands: readonly Command[]): void {
  const client = useClient()
  const names = namesOf(commands)
  useLayoutEffect(() => {
    for (const name of names) client.set(name, false)
  }, [client, names.join('\n')])
}
