import { h, render } from 'preact'
import { readShell } from './body.ts'
import { Client, type Surroundings } from './client.ts'
import { applyPalette } from './theme/theme.ts'
import { defaultPalette } from './theme/palette.ts'
import { App } from './view/app.tsx'
import { Login } from './view/login.tsx'
import { goUnlessLeft, watchLeaving } from './leaving.ts'
import { waveObject } from './wave_object.ts'
import { Socket } from './wire/socket.ts'

const surroundings: Surroundings = {
  pathname: () => location.pathname,
  hash: () => location.hash.slice(1),
  setHash: (hash) => (location.hash = hash),
  // Whoever signs out is on the way to the provider, and is told here that the session is over: that must not call them back.
  reload: () => goUnlessLeft(window, () => location.reload()),
  replace: (url) => goUnlessLeft(window, () => location.replace(url)),
  openTab: (url) => window.open(url, '_blank', 'noopener'),
}

const shell = readShell(document.body.dataset, location)
const client = new Client(surroundings)
Object.assign(window, { wave: waveObject(client, shell) })

watchLeaving(window)
window.addEventListener('hashchange', () => client.hashChanged())
window.addEventListener('online', () => client.reconnect())
document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && client.reconnect())

applyPalette(defaultPalette)
const root = document.getElementById('wave-root') ?? document.body
if (location.pathname === shell.loginUrl) {
  // Who has not signed in has no client.
  render(h(Login, { initUrl: shell.initUrl, search: location.search }), root)
} else {
  // Before anything is drawn: what the server has said already is drawn at once.
  client.attach(new Socket({ url: shell.socketUrl, location: () => client.location(), listener: client, early: window.waveEarly }))
  render(h(App, { client }), root)
}
