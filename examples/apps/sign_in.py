"""Who the user is: with sign-in (OpenID Connect), a name and fresh tokens; without, everybody is `anon`.

Run it: `wave run examples/apps/sign_in.py`, then look at http://localhost:10101/apps/sign_in. The server signs people in
when it is started with `-oidc-provider-url`, `-oidc-client-id`, `-oidc-client-secret` and `-oidc-redirect-url`.
"""

from h2o_wave import Q, app, main, on, run_on, ui  # noqa: F401 - `main` is what `wave run` serves


@app("/apps/sign_in")
async def serve(q: Q) -> None:
    system = q.events["@system"]
    if system and system.logout:
        q.user.visits = 0  # nobody sees a page now, but what is remembered can be forgotten
        return
    if not q.client.ready:
        q.client.ready = True
        q.user.visits = (q.user.visits or 0) + 1
    await run_on(q)
    q.page["form"] = ui.form_card(
        box="1 1 4 4",
        items=[
            ui.persona(title=q.auth.username or "nobody", subtitle=f"Subject {q.auth.subject}"),
            ui.text(
                f"Visit number {q.user.visits}, by {', '.join(q.headers.get('User-Agent', ['something unknown']))}"
            ),
            ui.button(name="renew", label="Renew my token"),
            ui.text(f"Groups: {', '.join(q.auth.claims.get('groups', [])) or 'none that Wave knows of'}"),
            ui.text(q.client.answer or "", name="answer"),
            ui.link(label="Sign out", path="/_auth/logout"),
        ],
    )
    await q.page.save()


@on()
async def renew(q: Q) -> None:
    token = await q.auth.ensure_fresh_token()
    q.client.answer = f"A token of {len(token)} characters" if token else "There is no token to renew."
