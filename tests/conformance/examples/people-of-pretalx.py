"""People of the suite on a pretalx that runs on this machine, with sessions as if they had just signed in.

Run by `python -m pretalx shell --unsafe-disable-scopes --command`, once for each database.
"""

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from pretalx.person.models import User

for name in ("ordinary", "connection", "organiser"):
    user, _ = User.objects.get_or_create(email=f"{name}@example.org", defaults={"name": f"{name.title()} Person"})
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    # The same names as in pretalx.toml; nobody but this machine reaches this pretalx.
    session._session_key = f"onlyonthismachine{name * 4}"[:32]
    session.save(must_create=True)
