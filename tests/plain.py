"""Is a text for people in their language? Whatever is no Japanese in it, but for the few names that they know."""

import html
import re

# What people see on GitHub's and LINE's pages, and the fields that they write themselves.
NAMES = frozenset(
    """LINE GitHub Developers Actions Issue Approve review main ledger post_id post.md send not_before not_after again
    corrects settled stopped false ID URL Request changes SENDING_PAUSED LINE_CHANNEL_ID LINE_CHANNEL_SECRET LEDGER_DEPLOY_KEY account.yml
    environment sending.hours sending.paused send.not_after author base basic_id division contractor https
    """.split()  # noqa: SIM905
)
BUTTONS = frozenset(
    (
        "Actions", "Activity", "Closed", "Code", "Deploy keys", "Environments", "Pages", "Pull requests", "Revert",
        "Run workflow", "Secrets and variables", "Settings", "Variables", "ledger", "line-production",
    )
)  # fmt: skip
_OTHERS_WORDS = re.compile(
    r"```.*?```|<!--.*?-->|`[^`]*`|\*\*[A-Z][A-Za-z ]+\*\*|「[^」]*」|https?://[^\s)）、。]+|@[\w-]+|\d{8}-[a-z0-9-]+|[0-9a-f-]{12,}|(?<![0-9A-Za-z])(?=[a-f]*\d)[0-9a-f]{7}(?![0-9A-Za-z])|content/[\w/.<>-]+|</?\w+>",
    re.DOTALL,
)
_WORD = re.compile(r"[A-Za-z][A-Za-z_.]*[A-Za-z]")


def foreign_words(text: str) -> list[str]:
    """The words of a text that an office does not speak. Names in quotes, code, addresses and accounts are not looked at."""
    read = html.unescape(text).replace("\u200b", "")
    return [word for word in _WORD.findall(_OTHERS_WORDS.sub(" ", read)) if word not in NAMES]
