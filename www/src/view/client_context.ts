import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Client } from '../client.ts'

export const ClientContext = createContext<Client | undefined>(undefined)

/** This tab. Throws outside of the page, which is a mistake of the program. */
export function useClient(): Client {
  const client = useContext(ClientContext)
  if (!client) throw new Error('useClient() outside of <ClientContext.Provider>')
  return client
}
