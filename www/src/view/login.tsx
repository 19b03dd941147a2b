import './app.css'
import './login.css'

/** The page with one button that leads to the provider. The address after `?` tells where to go afterwards. */
export const Login = ({ initUrl, search }: { initUrl: string; search: string }) => (
  <main class="w-splash">
    <svg class="w-splash-mark" viewBox="0 0 64 32" aria-hidden="true">
      <path d="M2 10c10 0 10 12 20 12s10-12 20-12 10 12 20 12" />
    </svg>
    <h1>Sign in to go on</h1>
    <form method="post" action={initUrl + search}>
      <button type="submit" class="w-login-button" autofocus>
        Sign in
      </button>
    </form>
  </main>
)
