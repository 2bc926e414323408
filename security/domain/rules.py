"""What an attack looks like in a path, a parameter or a header: a handful of rules, each with a name and a weight.

A weight says how sure the rule is by itself: 60 and more means that honest people do not write that. Scores add up
to at most 100. Honest text with an apostrophe, a bracket or the word "select" in it must score nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from re import IGNORECASE, VERBOSE, Pattern

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from security.domain.bots import SIGNS

MOST_JUDGED = 4000
LONGEST_PATH = 800
LONGEST_QUERY = 2000
LONGEST_VALUE = 1000
MOST_PARAMETERS = 60
LONGEST_REMEMBERED = 300
ORDINARY_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


@dataclass(frozen=True)
class Seen:
    """What the rules look at. ``values`` are decoded; ``raw`` is the query as it came.

    What came ``in_body`` may be long: people write letters there. ``signs`` are those of ``security.domain.bots``.
    """

    method: str
    path: str
    raw: str
    values: Sequence[str]
    agent: str
    in_body: Sequence[str] = ()
    signs: Sequence[str] = ()


@dataclass(frozen=True)
class Verdict:
    """How hostile a request looks, from 0 to 100, and the names of the rules that say so."""

    score: int
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Rule:
    """A pattern over one kind of text."""

    name: str
    weight: int
    says: StrPromise
    pattern: Pattern[str]


# In lower case; without any of these no rule about text can match. Most honest requests stop here.
_WORTH_A_LOOK = re.compile(
    r"""['"<>;`\\|{}$%()=\x00-\x1f]|\.\.|--|/\*|://|/\./|0x2|union|order\s|passwd|/etc/|/proc/|_schema|xp_cmd|sqlite_"""
    r"""|system32|web-inf|\.ini\b|waitfor|procedure|rlike|into\s|/bin/|cmd|case\s|document\.|window\.|fromchar|data:"""
    r"""|script:|__|mysql\.|pg_|@@|\sor\s+\d|\sand\s+\d|xmlns"""
)

TEXT_RULES = (
    Rule(
        "path_traversal",
        70,
        _("climbs out of its folder or names a system's file"),
        re.compile(
            r"""
            (?:^|[/\\=:]) (?:\.\.|%2e%2e|\.%2e|%2e\.) (?:[/\\]|%2f|%5c)  (?=\S)
            | \.\.(?:/|\\|%2f|%5c){1,2}\.\. | 0x2e0x2e | 0x2f\.\. | (?:/\./){2,}
            | /etc/(?:passwd|shadow|group|hosts|issue)\b | /proc/(?:self|version|cpuinfo)\b
            | \b(?:boot|win|system)\.ini\b | windows[/\\]+system32 | \bweb-inf[/\\]
            | ^file:/// | ^(?:php|expect|zip|phar|gopher|dict|jar)://
            """,
            IGNORECASE | VERBOSE,
        ),
    ),
    Rule(
        "sql_injection",
        70,
        _("talks SQL to the database"),
        re.compile(
            r"""
            \bunion(?:\s|/\*.{0,40}?\*/|\(){1,8}(?:all\s{1,8}|distinct\s{1,8})?select\b
                (?:\s|/\*.{0,40}?\*/|\(){0,8}(?:['"\d@*]|null\b|char\(|concat|[\w.]+\s{0,8}(?:,|\bfrom\b))
            | \bselect\b[\s\S]{1,60}?\bfrom\s{1,8}(?:information_schema|pg_\w+|sys\w*\.|mysql\.|dual\b|sqlite_master|users\b)
            | \binformation_schema\b | \bxp_cmdshell\b | \bsqlite_master\b | @@(?:version|datadir|hostname)\b
            | ['")]\s{0,8}\){0,8}\s{0,8}(?:\bor\b|\band\b|\|\||&&|\bxor\b|\bhaving\b)\s{0,8}\({0,8}\s{0,8}
                (?:not\s{1,8})?(['"]?)[\w.]{1,20}\1\s{0,8}(?:=|<>|!=|>=?|<(?!\w)|\blike\b\s{0,8}['"%]|\brlike\b)\s{0,8}['"\w(]
            # Between numbers people leave space around the sign: "2 and 2 = 4".
            | [\d)]\s{1,8}(?:or|and|having)\s{1,8}\({0,8}[\w.]{1,20}(?:=|<>|!=|>|<)['"\d(]
            | \b(?:or|and)\s{1,8}\(?(\d{1,6})=\2\b
            | ['"]\s{0,8}\){0,8}\s{0,8}(?:;|\bor\b|\band\b)?\s{0,8}(?:--|\#|/\*)[\s+-]{0,8}$
            | ['";)]\s{0,8};?\s{0,8}\b(?:drop|truncate|alter|create)\s{1,8}(?:table|database|user|index|view|schema)\b
            | ;\s{0,8}(?:select\s{1,8}(?:count\s{0,8}\(|\*|\d|\w+\s{0,8}\()|call\s{1,8}\w+\s{0,8}\(|i?if\s{0,8}\(\s{0,8}\d|insert\s{1,8}into|delete\s{1,8}from|update\s{1,8}\w+\s{1,8}set|exec(?:ute)?[\s(]|shutdown\b|declare\s{1,8}@)
            | \b(?:pg_)?sleep\s{0,8}\(\s{0,8}['"\d(] | \bbenchmark\s{0,8}\(\s{0,8}\d
            | \b(?:waitfor\s{1,8}delay|dbms_\w+\.\w+|extractvalue|updatexml|load_file|utl_\w+\.\w+
                |randomblob|make_set|json_keys|procedure\s{1,8}analyse|regexp_substring|crypt_key|generate_series)\s{0,8}(?:\(|\s')\s{0,8}['"\d(\w]
            | \binto\s{1,8}(?:out|dump)file\b | \border\s{1,8}by\s{1,8}\d{1,3}\s{0,8}(?:--|\#|$) | '\s{0,8}\|\|\s{0,8}'?\(?\w
            | \bcase\s{1,8}when\b.{1,80}?[=<>(].{0,80}?\bthen\b | \bchr\(\d+\)\s{0,8}\|\|
            """,
            IGNORECASE | VERBOSE,
        ),
    ),
    Rule(
        "script_injection",
        70,
        _("carries a script for somebody's browser"),
        re.compile(
            r"""
            <\s{0,8}/?\s{0,8}(?:script|iframe|object|embed|applet|meta|base|frameset|style|xss)\b
            | <\s{0,8}[a-z!/?][^<>]{0,400}?[\s/"']on[a-z]{3,24}\s{0,8}=
            | <\s{0,8}(?:img|svg|video|audio|body|input|details|math|a|form|link|isindex|table|div|bgsound)\b[^<>]{0,200}
                (?:src|href|action|background|xlink:href|style)\s{0,8}=
            | (?:^|[\s"'=(,;])(?:javascript|vbscript|livescript)\s{0,8}:\s{0,8}(?:[\w.$\[\]]+\s{0,8}\(|//|/\*|['"`]|%|void\b)
            | \bdata\s{0,8}:\s{0,8}text/(?:html|xml)
            | (?:["'][\s/>]*|^\s{0,8})on(?:error|load|click|focus|mouse\w+|key\w+|toggle|pageshow|begin|animation\w*)\s{0,8}=\s{0,8}["'\w]
            | \b(?:document|window)\s{0,8}\.\s{0,8}(?:cookie|location|write|domain)\b | \bstring\.fromcharcode\b
            | \b(?:alert|prompt|confirm|eval)(?:\(\s{0,8}(?:[\d"'`/]|document|window|string|this\b|self\b|top\b|xss)|`)
            | expression\s{0,8}\(\s{0,8}(?:alert|document|window)
            """,
            IGNORECASE | VERBOSE,
        ),
    ),
    Rule(
        "command_injection",
        70,
        _("calls a program of the server"),
        re.compile(
            r"""
            (?:[;|&`\n]|\$\(|\|\||&&)\s{0,8}(?:/?(?:usr/)?s?bin/)?
                (?:cat\s{1,8}[/.~$]|ls\s{1,8}-|id\s{0,8}(?:$|[;|&`)])|whoami\s{0,8}(?:$|[;|&`)])|uname\s{1,8}-|(?:wget|curl)\s{1,8}[-\w]+[:/.]
                |(?:ba|z|k)?sh\s{1,8}-[ic]|nc\s{1,8}-|ping\s{1,8}-[cn]\s|ipconfig\b|ifconfig\b|net\s{1,8}user\b|powershell\b|cmd\.exe
                |systeminfo\b|netstat\b|sleep\s{1,8}\d|echo\s{1,8}[\w"'$]+\s{0,8}(?:$|[;|&`>)])|phpinfo\s{0,8}\()
            | [;|&`]\s{0,8}dir\s{1,8}[a-z]:[\\/] | \b(?:system|passthru|shell_exec|proc_open)\s{0,8}\(\s{0,8}['"$]
            | \bcmd(?:\.exe)?\s{0,8}/c\s | /bin/(?:ba|c|k|z|da)?sh\b | \$\{IFS\} | <!--\s{0,8}\#\s{0,8}(?:exec|include|echo)\b
            | <\?(?:php|=) | \(\)\s{0,8}\{\s{0,8}:?\s{0,8};
            """,
            IGNORECASE | VERBOSE,
        ),
    ),
    Rule(
        "template_injection",
        70,
        _("carries an expression for a template or a logger"),
        re.compile(
            r"""
            \$\{\s{0,8}(?:jndi|env|sys|java|lower|upper|::-|\d+\s{0,8}[*+]|[^}]{0,40}\() | \{\{[^{}]{0,120}?(?:[*.\[(|_]|config\b)[^{}]{0,120}?\}\}
            | \{%[^%]{1,120}%\} | <%=?[^%]{1,120}%> | \#\{[^}]{0,60}[*(][^}]{0,60}\} | \b__(?:class|globals|import|mro)__\b
            """,
            IGNORECASE | VERBOSE,
        ),
    ),
    Rule(
        "markup_injection",
        60,
        _("carries XML or LDAP that reaches for other files or records"),
        re.compile(
            r"""
            <!(?:doctype|entity)\b | <\?xml\b | \bxmlns(?::\w+)?\s{0,8}=
            | \*\)\s{0,8}\(\s{0,8}[|&!]?\s{0,8}\(?\w+\s{0,8}= | \)\s{0,8}\(\s{0,8}\|\s{0,8}\(?\w+\s{0,8}=
            """,
            IGNORECASE | VERBOSE,
        ),
    ),
    Rule(
        "control_characters",
        60,
        _("carries a NUL byte or a forged header line"),
        re.compile(
            r"[\x00-\x08\x0b\x0c\x0e-\x1f]|%00|[\r\n]\s{0,8}(?:set-cookie|location|content-\w+|host)\s{0,8}:",
            IGNORECASE,
        ),
    ),
)
SCANNER_PATH = Rule(
    "scanner_path",
    60,
    _("asks for what only scanners look for"),
    re.compile(
        r"""
        /\.(?:git|env|svn|hg|aws|ssh|htaccess|htpasswd|ds_store|vscode|idea|bash_history|npmrc|docker)(?:[/.]|$)
        | ^/(?:wp-(?:admin|login|content|includes|config|json)|xmlrpc|phpmyadmin|pma|myadmin|adminer|cgi-bin
            |server-status|actuator|hnap1|boaform|solr|jenkins|manager/html|vendor/phpunit|telescope|_ignition
            |_profiler|console/login|owa|autodiscover|druid|nacos|geoserver|struts|invoker|jmx-console|web-console
            |axis2|fckeditor)(?:[/.]|$)
        | \.(?:php\d?|phtml|aspx?|ashx|jspx?|cgi|pl|cfm|exe|dll|bak|old|orig|save|swp|inc|sql|mdb|conf|cfg|ini|log|war|rar
            |tar|tgz|gz|7z|dump|db|sqlite3?|pem|key)~?$
        """,
        IGNORECASE | VERBOSE,
    ),
)
SCANNER_AGENT = Rule(
    "scanner_agent",
    60,
    _("is a scanner by its own name"),
    re.compile(
        r"sqlmap|nikto|nmap|masscan|zgrab|nuclei|wpscan|dirbuster|gobuster|feroxbuster|ffuf|acunetix|nessus|openvas|w3af"
        r"|wapiti|hydra|burp|havij|arachni|jaeles|whatweb|dirsearch|commix|xsstrike|skipfish|netsparker|qualys|zmeu"
        r"|morfeus|webshag|grendel|paros|\bzap\b|l9explore|l9tcpid|censys|shodan|expanse|interact\.sh|\(\)\s*\{|\$\{jndi",
        IGNORECASE,
    ),
)
_PLAIN_RULES = {
    "odd_method": (40, _("uses a method that no page asks for")),
    "oversized": (35, _("is far longer than any page asks for")),
    "no_agent": (15, _("does not say what sent it")),
    "double_escaped": (40, _("hides its meaning behind a second escaping")),
    **SIGNS,
}
_NAMED_RULES = (*TEXT_RULES, SCANNER_PATH, SCANNER_AGENT)
WEIGHTS = {rule.name: rule.weight for rule in _NAMED_RULES} | {
    name: weight for name, (weight, says) in _PLAIN_RULES.items()
}
EXPLANATIONS = {rule.name: rule.says for rule in _NAMED_RULES} | {
    name: says for name, (weight, says) in _PLAIN_RULES.items()
}
ORDINARY = Verdict(0, ())
_DOUBLE_ESCAPED = re.compile(r"%25(?:2[ef7]|3[ce]|5c|00)", IGNORECASE)


def judge(seen: Seen) -> Verdict:
    """What the rules say about a request. Takes microseconds for an honest one."""
    path, values = seen.path, (*seen.values, *seen.in_body)
    reasons = [*_about_the_form(seen), *seen.signs]
    if _is_scanner_path(path) if len(path) <= LONGEST_REMEMBERED else _asks_like_a_scanner(path):
        reasons.append(SCANNER_PATH.name)
    if _is_scanner_agent(seen.agent[:LONGEST_REMEMBERED]):
        reasons.append(SCANNER_AGENT.name)
    if _WORTH_A_LOOK.search("  ".join((path, *values)).lower()):
        reasons += _about_the_text((path, *values))
    if not reasons:
        return ORDINARY
    return Verdict(min(100, sum(WEIGHTS[name] for name in reasons)), tuple(reasons))


def explanation(name: str) -> str:
    """What a detector's name means, for people."""
    if name == "false_search_engine":
        return str(_("says falsely that it is a search engine"))
    if name == "learned_judge":
        return str(_("is unlike what this shop is asked for"))
    return str(EXPLANATIONS.get(name, name))


def _asks_like_a_scanner(path: str) -> bool:
    return SCANNER_PATH.pattern.search(path) is not None


# Paths and agents repeat; a shop's own pages are judged once.
_is_scanner_path = lru_cache(maxsize=4096)(_asks_like_a_scanner)


@lru_cache(maxsize=2048)
def _is_scanner_agent(agent: str) -> bool:
    return SCANNER_AGENT.pattern.search(agent) is not None


def _about_the_form(seen: Seen) -> list[str]:
    reasons = []
    if seen.method not in ORDINARY_METHODS:
        reasons.append("odd_method")
    if (
        len(seen.path) > LONGEST_PATH
        or len(seen.raw) > LONGEST_QUERY
        or len(seen.values) > MOST_PARAMETERS
        or any(len(value) > LONGEST_VALUE for value in seen.values)
    ):
        reasons.append("oversized")
    if not seen.agent:
        reasons.append("no_agent")
    if "%25" in seen.raw and _DOUBLE_ESCAPED.search(seen.raw):
        reasons.append("double_escaped")
    return reasons


def _about_the_text(texts: Sequence[str]) -> list[str]:
    """Which rules match some text. Every repetition in them is bounded, so the time grows with the text and no faster."""
    judged, left = [], MOST_JUDGED
    for text in texts:
        judged.append(text[:left])
        left -= len(text)
        if left <= 0:
            break
    return [rule.name for rule in TEXT_RULES if any(rule.pattern.search(text) for text in judged)]
