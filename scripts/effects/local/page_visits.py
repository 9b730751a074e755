"""Visit the pages that posts and the operation policy point to, and turn what is wrong with them into tasks."""

from collections.abc import Iterable

from scripts.content.policy import Policy
from scripts.content.post import Post
from scripts.effects.local.web import Visit, visit_all
from scripts.tasks.issue_plan import CheckResult
from scripts.tasks.links import LinkStatus, arrived, is_example, link_tasks, unconfirmed_task
from scripts.tasks.policy_page import compared, policy_task


def look_at_pages(posts: Iterable[Post], policy: Policy, sample: bool) -> CheckResult:
    """Every declared link of these posts and the policy's page. In a sample, loopback passes and examples are left out."""
    looked = list(posts)
    declared = {link.url for post in looked for link in post.links} | {policy.url} - {""}
    urls = sorted(url for url in declared if not (sample and is_example(url)))
    visits = visit_all(urls, loopback=sample)
    sights = {url: arrived(url, visit.outcome, visit.url, visit.seen) for url, visit in visits.items()}
    if policy.url in visits:
        sights[policy.url] = _policy(policy, sights[policy.url], visits[policy.url])

    shown = sights.get(policy.url)
    tasks = [
        *link_tasks(looked, sights),
        policy_task(policy, shown) if shown and shown.confirmed else None,
        unconfirmed_task(sights),
    ]
    sure = {f"links/{post.post_id}" for post in looked if all(_sure(sights, link.url) for link in post.links)}
    if policy.url not in sights or sights[policy.url].confirmed:
        sure.add("policy-page")
    return CheckResult(
        tuple(task for task in tasks if task),
        lambda key: key.startswith(("links/", "policy-page")) and key not in sure,
    )


def _policy(policy: Policy, arrival: LinkStatus, visit: Visit) -> LinkStatus:
    if arrival.wrong or not arrival.confirmed:
        return arrival
    return compared(policy, visit.content, visit.content_type)


def _sure(sights: dict[str, LinkStatus], url: str) -> bool:
    return url not in sights or sights[url].confirmed
