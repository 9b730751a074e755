"""URLs that stand in running text without a name."""

import re
from collections.abc import Iterator

# A URL ends at the first letter that is not ASCII or cannot stand in a URL: Japanese text may follow at once.
BARE_URL = r"(?<![A-Za-z0-9])((?i:https?)://[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+)"
_CLOSERS = {")": "(", "]": "["}


def bare_urls(text: str) -> Iterator[tuple[int, str]]:
    """Each URL with the position at which it begins."""
    for match in re.finditer(BARE_URL, text):
        yield match.start(1), trim_url(match[1])


def trim_url(url: str) -> str:
    """Cut punctuation that ends the sentence rather than the URL, and brackets that were opened before it."""
    while url:
        last = url[-1]
        unopened = last in _CLOSERS and url.count(last) > url.count(_CLOSERS[last])
        if last not in ".,;:!?'*([" and not unopened:
            break
        url = url[:-1]
    return url
