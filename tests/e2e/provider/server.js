// An OpenID provider for the end-to-end tests: the certified `oidc-provider`, with users who need no password.
//
// `node server.js '{"port": 9000, "clients": [...], "accessTokenSeconds": 3600, "requiresPkce": true}'`; says `ready` on standard output when it listens.
// The claims of a user are in `accounts`, by the name that is typed into the login form; a name that is not there has no claims.
import { Provider } from 'oidc-provider'

const { port, clients, accounts, accessTokenSeconds, requiresPkce } = JSON.parse(process.argv[2])
const issuer = `http://127.0.0.1:${port}`

const provider = new Provider(issuer, {
  clients,
  claims: { openid: ['sub'], profile: ['preferred_username', 'name', 'groups'], email: ['email'] },
  // As most providers do: what is known of a user is in the ID token.
  conformIdTokenClaims: false,
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...accounts[id] }) }),
  pkce: { required: () => requiresPkce },
  issueRefreshToken: (_, client) => client.grantTypeAllowed('refresh_token'),
  rotateRefreshToken: true,
  features: {
    devInteractions: { enabled: true },
    backchannelLogout: { enabled: true },
    rpInitiatedLogout: { enabled: true },
  },
  // Everybody agrees to everything: consent is the provider's business, not ours.
  loadExistingGrant: async (context) => {
    const { client, session, provider } = context.oidc
    const known = session.grantIdFor(client.clientId)
    if (known) return provider.Grant.find(known)
    const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId })
    grant.addOIDCScope('openid profile email')
    await grant.save()
    return grant
  },
  ttl: { AccessToken: accessTokenSeconds, IdToken: 3600, Session: 86400, Grant: 86400, Interaction: 600, RefreshToken: 86400 },
  // Without the dispatcher that keeps it from calling this machine.
  fetch: (url, options) => globalThis.fetch(url, { ...options, dispatcher: undefined }),
  cookies: { keys: ['only for tests'] },
})

provider.on('backchannel.error', (_, error) => console.error('backchannel logout failed:', error))
provider.on('server_error', (_, error) => console.error('failed:', error))
provider.listen(port, '127.0.0.1', () => console.log('ready'))
