"""GitHub Actions: whose actions may run, and what a job's token may do by itself."""

from collections.abc import Iterator

from scripts.outside.matter import Hidden, matter, seen
from scripts.outside.settings import ActionsPolicy, Unseen
from scripts.outside.snapshot import Outside

TURN_ON = "actions"
_WAITS = Unseen("Actionsを動かすまでは分かりません")


def after_actions(outside: Outside) -> None:
    """While Actions are switched off, what a run makes is not there yet, and that is meant. Raises Hidden."""
    policy = outside.settings.actions
    if isinstance(policy, ActionsPolicy) and not policy.enabled:
        raise Hidden(_WAITS)


@matter(
    TURN_ON,
    "Actionsが動いていて、GitHubのアクションだけを使える",
    "よその部品が、この仕組みの中で動かないように",
    "**Settings** → **Actions** → **General** → **Actions permissions** で **Allow OWNER, and select non-OWNER, actions** を選び、**Allow actions created by GitHub** だけに印を付ける",
)
def allowed(outside: Outside) -> Iterator[str | Unseen]:
    """Every workflow uses GitHub's own actions alone."""
    policy = seen(outside.settings.actions)
    if not policy.enabled:
        yield "Actionsが止まっています。ほかの行がすべて 済 か 見えません になってから動かします。"
    elif policy.allowed == "all":
        yield "だれのアクションでも動きます。"
    elif policy.allowed != "selected" or not policy.github_owned:
        yield "GitHubのアクションが使えません。仕事が始められません。"
    elif policy.verified or policy.others:
        yield "GitHubのもののほかのアクションも動きます。"


@matter(
    "job-token",
    "仕事の一時トークンは、読むだけから始まる",
    "書く権限は、仕事ごとに書いたものだけにします",
    "**Settings** → **Actions** → **General** → **Workflow permissions** で **Read repository contents and packages permissions** を選び、**Allow GitHub Actions to create and approve pull requests** の印を外す",
)
def job_token(outside: Outside) -> Iterator[str | Unseen]:
    """A workflow that says nothing may write nothing, and no job approves a pull request."""
    after_actions(outside)  # before, the page hides it
    token = seen(outside.settings.job_token)
    if token.default != "read":
        yield "はじめから書き込めます。"
    if token.may_approve:
        yield "仕事がプルリクエストを承認できます。"
