"""What a User-Agent header claims to be. Claims only: whoever wants to pass for a browser can."""

import re
from functools import lru_cache

from crawleruseragents import is_crawler

# Names that programs give themselves, beside those of the public list of crawlers. "bot" alone is not enough: Cubot makes telephones.
_KNOWN_BOTS = re.compile(
    r"""
    (?:(?<!cu)bot|crawler|spider|slurp|archiver)\b
    | \b(?:google(?:other|-\w+)|googlebot|adsbot|mediapartners|bingpreview|facebookexternalhit|meta-external
        |baiduspider|yandex(?:images|metrika|direct)|duckduckgo-favicons|applebot|petalbot|bytespider
        |gptbot|oai-searchbot|chatgpt-user|claudebot|claude-web|anthropic-ai|perplexity|ccbot|cohere-ai
        |ahrefs|semrush|mj12|dotbot|dataforseo|screaming\ frog|lighthouse|pagespeed|gtmetrix|pingdom
        |uptimerobot|statuscake|site24x7|datadog|newrelicpinger|whatsapp|telegrambot|slackbot|discordbot
        |twitterbot|linkedinbot|pinterest|embedly|skypeuripreview|ia_archiver|heritrix|nutch)
    | ^(?:curl|wget|python|httpx|aiohttp|scrapy|go-http-client|java|okhttp|apache-httpclient|libwww-perl|lwp
        |ruby|php|axios|node-fetch|undici|got|guzzlehttp|postmanruntime|insomnia|httpie|rest-client
        |colly|mechanize|k6|wrk|ab|siege|hey|vegeta|locust)\b
    | headlesschrome|phantomjs|puppeteer|playwright|selenium|cypress
    """,
    re.IGNORECASE | re.VERBOSE,
)
LONGEST_READ = 512


def is_bot(user_agent: str) -> bool:
    """Whether the header names a known robot, a program's library, a headless browser, or nothing at all."""
    return _is_bot(user_agent[:LONGEST_READ].strip())


@lru_cache(maxsize=2048)
def _is_bot(agent: str) -> bool:
    return not agent or _KNOWN_BOTS.search(agent) is not None or is_crawler(agent)
