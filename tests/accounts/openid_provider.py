"""A small OpenID provider on a socket of its own: discovery, authorization code with PKCE (S256), tokens, userinfo.

It is strict where real ones are: a code works once, for the redirect address, the client and the verifier that it was given
for. ``claims`` is who signs in there.
"""

import base64
import hashlib
import json
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

CLIENT, SECRET = "shop", "shop-secret"


class Provider:
    """What the provider knows. ``asked`` are the parameters of the newest request to sign in."""

    def __init__(self) -> None:
        self.claims: dict[str, Any] = {}
        self.codes: dict[str, dict[str, str]] = {}
        self.tokens: dict[str, dict[str, Any]] = {}
        self.asked: dict[str, str] = {}
        self.refusals: list[str] = []
        self.url = ""

    def authorize(self, address: str) -> str:
        """What a browser gets for the address that the shop sent it to: the way back, with a code."""
        self.asked = dict(parse_qsl(urlsplit(address).query))
        code = secrets.token_urlsafe(8)
        self.codes[code] = self.asked
        return f"{self.asked['redirect_uri']}?" + urlencode(
            {"code": code, "state": self.asked["state"]}
        )

    def token(self, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        """A token for a code, or why not."""
        given = self.codes.pop(form.get("code", ""), None)
        why = _wrong(given, form)
        if why:
            self.refusals.append(why)
            return 400, {"error": "invalid_grant", "error_description": why}
        token = secrets.token_urlsafe(8)
        self.tokens[token] = dict(self.claims)
        return 200, {"access_token": token, "token_type": "Bearer", "expires_in": 60}

    def configuration(self) -> dict[str, Any]:
        """The discovery document."""
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "userinfo_endpoint": f"{self.url}/userinfo",
            "jwks_uri": f"{self.url}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
            "code_challenge_methods_supported": ["S256"],
        }


def _wrong(given: dict[str, str] | None, form: dict[str, str]) -> str:
    if given is None:
        return "code"
    if (form.get("client_id"), form.get("client_secret")) != (CLIENT, SECRET):
        return "client"
    if form.get("redirect_uri") != given["redirect_uri"]:
        return "redirect"
    digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
    challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    return "" if challenge == given.get("code_challenge") else "verifier"


@contextmanager
def openid_provider() -> Iterator[Provider]:
    """A provider that answers while the block runs."""
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/.well-known/openid-configuration":
                self._send(200, provider.configuration())
            elif self.path == "/userinfo":
                bearer = self.headers.get("Authorization", "").removeprefix("Bearer ")
                claims = provider.tokens.get(bearer)
                self._send(200 if claims else 401, claims or {"error": "invalid_token"})
            else:
                self._send(404, {})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = {name: values[0] for name, values in parse_qs(body).items()}
            self._send(*provider.token(form))

        def _send(self, status: int, answer: dict[str, Any]) -> None:
            body = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            """Silence."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    provider.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
