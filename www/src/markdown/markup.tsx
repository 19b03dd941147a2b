import { Suspended } from '../view/suspended.tsx'

const sanitizer = () => import('./sanitize.ts')

/** HTML of the page's author. Whatever could run is taken out. */
export const Markup = ({ html, class: className }: { html: string; class?: string }) => (
  <Suspended
    load={sanitizer}
    render={({ sanitize }) => <div {...(className && { class: className })} dangerouslySetInnerHTML={{ __html: sanitize(html) }} />}
  />
)
