"""What may not stay as it was in the sample. The rules of `check` answer; nothing is judged here a second time."""

from collections.abc import Iterator

from scripts.outside.matter import matter
from scripts.outside.settings import Unseen
from scripts.outside.snapshot import Outside
from scripts.rules.book import ask

_ACCOUNT = "`content/account.yml` を直すプルリクエストを出し、移住交流担当課長の承認を受ける"
_NOT_YET = Unseen("`environment: production` にしてから調べます。いまは見本のままです")


def _findings_of(outside: Outside, *rules: str) -> Iterator[str | Unseen]:
    """What these rules have against the account and the roster, beginning with the line. The sample need not keep them."""
    for form in (outside.context.account, outside.context.roster):
        for finding in ask(form, outside.context):
            if finding.rule in rules:
                yield f"{finding.path} {finding.line}行目: {finding.message}"
    if outside.context.account.environment != "production":
        yield _NOT_YET


@matter(
    "sample-people",
    "本番の名簿に、見本の人がいない",
    "見本の人の番号は、よその人のアカウントかもしれません",
    "`content/roster.yml` を直すプルリクエストを出し、移住交流担当課長の承認を受ける",
)
def sample_people(outside: Outside) -> Iterator[str | Unseen]:
    """No login of the sample in production."""
    yield from _findings_of(outside, "roster-sample")


@matter("example-hosts", "本番の設定に、見本の住所がない", "LINEが画像を読めません", _ACCOUNT)
def example_hosts(outside: Outside) -> Iterator[str | Unseen]:
    """The site's address exists."""
    yield from _findings_of(outside, "account-site")


@matter(
    "decisions",
    "課で決めることが決まっている",
    "第4第1項第1号ほか(運営要領に定めのないこと)",
    "[使い始める手引](SETUP.md)の表のことを課で決め、`content/account.yml` の `rules_confirmed` に書く",
)
def decisions(outside: Outside) -> Iterator[str | Unseen]:
    """The division has decided what the operating rules leave open."""
    yield from _findings_of(outside, "rules-confirmed", "login-clause")
