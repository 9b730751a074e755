"""Posts that do not go out by themselves: the publisher's own reasons, as tasks for a person."""

from collections.abc import Iterable
from urllib.parse import quote

from scripts.core.issue_plan import Task
from scripts.core.outcome import OUTCOME_NAMES, Result


def stuck_tasks(results: Iterable[Result]) -> list[Task]:
    """One task a post that needs a person."""
    return [
        Task(
            f"stuck/{each.post_id}",
            f"{OUTCOME_NAMES[each.outcome]}: {each.post_id}",
            f"投稿 `{each.post_id}` は、このままでは配信されません。\n\n"
            + "".join(f"- {reason.message}\n" for reason in each.reasons)
            + "\n解決すれば、この件は自動で閉じます。急いで配信を止めたいときは `.github/TROUBLE.md` の1行目を見てください。",
        )
        for each in results
        if each.needs_a_person
    ]


def leak_tasks(leaks: Iterable[tuple[str, str, str]]) -> list[Task]:
    """One task a file of a commit that carried a secret; the secret itself is never repeated."""
    return [
        Task(
            f"leak/{commit[:12]}/{quote(path)}",
            f"第5第1項 秘密が書き込まれた履歴があります: {path}",
            f"コミット `{commit[:12]}` の `{path}` に、{kind}のように見える文字があります。いまは消えていても、履歴には残ります。\n\n"
            "- [ ] すぐに新しいものに替える(LINEのチャネルシークレットの再発行、トークンや鍵の失効)\n"
            "- [ ] `content/credentials.yml` に `trigger: incident` で記録する\n"
            "- [ ] 見間違いなら、その旨を書いてこの件を閉じる(閉じた件は、もう開きません)",
        )
        for commit, path, kind in leaks
    ]
