"""The rulesets on GitHub are at least as strict as the files in `.github/rulesets/` from which they are imported."""

from collections.abc import Iterator, Mapping

from scripts.outside.matter import matter, seen
from scripts.outside.settings import Ruleset, Unseen
from scripts.outside.snapshot import Outside
from scripts.reading.fields import text

_IMPORT = (
    "**Settings** → **Rules** → **Rulesets** で、同じ名前のものがあれば消し、**New ruleset** → **Import a ruleset** で "
    "`.github/rulesets/` の同じ名前のファイルを選び、**Create** を押す"
)
_STATUSES = "required_status_checks"
# What people see on the ruleset's page, by the name in the file.
_WORDS = {
    "creation": "ブランチを作ることの制限(Restrict creations)",
    "update": "書き込みの制限(Restrict updates)",
    "deletion": "削除の制限(Restrict deletions)",
    "non_fast_forward": "書き換えの制限(Block force pushes)",
    "pull_request": "プルリクエストを必須にすること(Require a pull request before merging)",
    _STATUSES: "必須のしるし(Require status checks to pass)",
    "required_approving_review_count": "承認の数(Required approvals)",
    "dismiss_stale_reviews_on_push": "プッシュで承認を取り消すこと(Dismiss stale pull request approvals)",
    "require_code_owner_review": "コードの持ち主の審査(Require review from Code Owners)",
    "require_last_push_approval": "最後のプッシュの承認(Require approval of the most recent reviewable push)",
    "required_review_thread_resolution": "やりとりを終えること(Require conversation resolution)",
    "dismissal_restriction": "審査を取り下げる人の制限(Restrict who can dismiss pull request reviews)",
    "allowed_merge_methods": "取り込み方(Allowed merge methods)",
    "strict_required_status_checks_policy": "最新の main を求めないこと(Require branches to be up to date の印を外す)",
}


@matter("rulesets", "ルールセットがそろっている", "mainと台帳の守り", _IMPORT)
def rulesets(outside: Outside) -> Iterator[str | Unseen]:
    """Each stands there, is active, and speaks of its branch."""
    for wanted, live in _pairs(outside):
        if live is None:
            yield f"「{wanted.name}」がありません。"
        elif live.enforcement != "active":
            yield f"「{wanted.name}」が働いていません(Enforcement status を Active に)。"
        elif set(live.include) != set(wanted.include) or live.exclude != wanted.exclude:
            yield f"「{wanted.name}」の対象のブランチが違います。"


@matter(
    "rulesets-bypass",
    "ルールを通り抜けられるのは、台帳の鍵だけ",
    "通り抜けた取り込みは配信されません",
    "**Settings** → **Rules** → **Rulesets** → その名前 → **Bypass list**。`ledger: writer` は **Deploy keys** だけ、ほかは空にする",
)
def bypass(outside: Outside) -> Iterator[str | Unseen]:
    """GitHub shows the list only to who may change it."""
    yield from _missing(outside)
    for wanted, live in _standing(outside):
        if not live.bypass_shown:
            yield Unseen("通り抜けの一覧は、管理者でないと見えません")
        elif set(live.bypass) - set(wanted.bypass):
            others = {actor.actor_type for actor in set(live.bypass) - set(wanted.bypass)}
            yield f"「{wanted.name}」を通り抜けられるものが多すぎます({'、'.join(sorted(others))})。"
        elif set(wanted.bypass) - set(live.bypass):
            yield f"「{wanted.name}」の **Bypass list** に **Deploy keys** がありません。台帳に書けません。"


@matter("rulesets-rules", "ルールの中身が、手引のとおり", "mainと台帳の守り", _IMPORT)
def rules(outside: Outside) -> Iterator[str | Unseen]:
    """Every rule and every setting of it; more rules than that are stricter, and nobody's mistake."""
    yield from _missing(outside)
    for wanted, live in _standing(outside):
        given = {rule.type: rule.parameters for rule in live.rules}
        for rule in wanted.rules:
            if rule.type not in given:
                yield f"「{wanted.name}」に、{_WORDS.get(rule.type, rule.type)}がありません。"
                continue
            for name in _weaker(rule.parameters, given[rule.type]):
                if name != _STATUSES:
                    yield f"「{wanted.name}」の{_WORDS.get(name, name)}が、手引と違います。"


@matter(
    "required-statuses",
    "取り込みに要るしるしがそろっている",
    "点検と承認のない取り込みを止めます",
    _IMPORT,
)
def statuses(outside: Outside) -> Iterator[str | Unseen]:
    """Each required status, and that it must come from GitHub Actions."""
    yield from _missing(outside)
    for wanted, live in _standing(outside):
        given = _required(live)
        missing = [name for name, source in _required(wanted).items() if given.get(name) != source]
        if missing and any(rule.type == _STATUSES for rule in live.rules):
            yield f"「{wanted.name}」の必須のしるし(GitHub Actionsからのもの)に、{'、'.join(missing)} がありません。"


def _pairs(outside: Outside) -> Iterator[tuple[Ruleset, Ruleset | None]]:
    live = seen(outside.settings.rulesets)
    for wanted in outside.wanted:
        yield wanted, next((ruleset for ruleset in live if ruleset.name == wanted.name), None)


def _standing(outside: Outside) -> Iterator[tuple[Ruleset, Ruleset]]:
    return ((wanted, live) for wanted, live in _pairs(outside) if live)


def _missing(outside: Outside) -> Iterator[Unseen]:
    """That a ruleset is missing is a matter of its own; here it hides what would stand in it."""
    return (Unseen(f"「{wanted.name}」がまだありません") for wanted, live in _pairs(outside) if not live)


def _required(ruleset: Ruleset) -> dict[str, object]:
    """Status → the app that must set it."""
    listed = [rule.parameters.get(_STATUSES) for rule in ruleset.rules if rule.type == _STATUSES]
    return {
        text(status.get("context")): status.get("integration_id")
        for statuses in listed
        if isinstance(statuses, list)
        for status in statuses
        if isinstance(status, Mapping)
    }


def _weaker(wanted: Mapping[str, object], given: Mapping[str, object]) -> Iterator[str]:
    """The settings of a rule that are not as they must be; a higher number is as good."""
    for name, value in wanted.items():
        live = given.get(name)
        more = type(value) is int and type(live) is int and live >= value
        if live != value and not more:
            yield name
