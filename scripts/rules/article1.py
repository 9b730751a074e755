"""第1: the account that these rules are about, and the settings without which nothing can be sent."""

from collections.abc import Iterator

from scripts.checking.context import RuleContext
from scripts.content.account import Account
from scripts.reading.fields import mapping
from scripts.rules.book import rule
from scripts.text.address import read_address
from scripts.text.quote import quoted


@rule("account-hours", "配信のきまり")
def account_hours(account: Account, _: RuleContext) -> Iterator[tuple[int, str]]:
    """配信を始める時刻は、終える時刻より前である。

    Bad: from "17:30"、to "08:45"
    Good: from "08:45"、to "17:30"
    """
    written = mapping(mapping(account.document.data.get("sending")).get("hours"))
    if "from" in written and "to" in written and account.hours.opens >= account.hours.closes:
        message = "配信を始める時刻が、終える時刻より前になっていません。このままでは何も配信されません。"
        yield account.line_no("sending", "hours"), f"{message}時刻を直してください。"


@rule("account-site", "LINEの仕様")
def account_site(account: Account, _: RuleContext) -> Iterator[tuple[int, str]]:
    """本番では、画像を置くサイトは https:// で始まる、実在するURLにする。

    Bad: 本番で site_base_url: http://127.0.0.1:8000
    Good: site_base_url: https://cafe.pref.hokkaido.lg.jp
    """
    address = read_address(account.site_base_url)
    if account.environment != "production" or not account.site_base_url:
        return
    in_a_sample = address is not None and (address.is_example or "example" in address.host)
    if address is None or address.scheme != "https" or address.is_loopback or in_a_sample:
        message = f"画像を置くサイト{quoted(account.site_base_url)}は、本番では使えません。"
        yield account.line_no("site_base_url"), f"{message}https:// で始まる、実在するURLにしてください。"
