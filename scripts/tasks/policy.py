"""Is the operation policy shown to the public, and in these words? (第6第1項)"""

from scripts.content.policy import Policy
from scripts.tasks.issue_plan import Task
from scripts.tasks.links import LinkStatus
from scripts.tasks.web_page import missing_from, text_of

_SHOWN = 5  # differing paragraphs in a task


def compared(policy: Policy, content: bytes, content_type: str) -> LinkStatus:
    """Whether every paragraph of the policy stands on its page."""
    missing = list(missing_from(text_of(content, content_type), policy.document.body))
    if not missing:
        return LinkStatus(confirmed=True)
    rows = "".join(f"\n  - {each}" for each in missing[:_SHOWN])
    more = f"\n  - ほか{len(missing) - _SHOWN}か所" if len(missing) > _SHOWN else ""
    return LinkStatus(confirmed=True, wrong=f"次の文が、ページに見当たりません。{rows}{more}")


def policy_task(policy: Policy, sight: LinkStatus) -> Task | None:
    """What to do when the page is gone or says something else."""
    if not sight.wrong:
        return None
    return Task(
        "policy-page",
        "第6第1項 運用ポリシーの掲示を確かめてください",
        f"`{policy.url}`: {sight.wrong}\n\nホームページの掲示を直すか、移したページのアドレスを `content/policy.md` に"
        "書いて、移住交流担当課長の承認を受けてください。",
    )
