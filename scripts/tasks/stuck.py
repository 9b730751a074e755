"""Tasks for what went wrong: posts that do not go out, records that do not hold, secrets in the history."""

from collections.abc import Iterable, Mapping, Sequence

from scripts.checking.changes import CommittedSecret
from scripts.delivery.outcome import OUTCOME_NAMES, Result
from scripts.records.proving.proof import ProofAnswer
from scripts.tasks.issue_plan import Task
from scripts.tasks.unexplained_sends import KEY
from scripts.text.quote import in_code, inert

KEY_OF_STOP, KEY_OF_SETTLED, KEY_OF_STUCK = "stop/", "settled/", "stuck/"
KEY_OF_SETTING = f"{KEY_OF_STUCK}setting"
_MOST_ALONE = 10  # damaged records with an issue each
_SHOWN = 100


def stuck_tasks(results: Iterable[Result]) -> list[Task]:
    """One task a post that needs a person; many damaged records are one matter, not as many issues."""
    stuck = [result for result in results if result.needs_a_person]
    damaged = [result for result in stuck if _is_damaged(result)]
    if len(damaged) <= _MOST_ALONE:
        return [_stuck_task(result) for result in stuck]
    alone = [_stuck_task(result) for result in stuck if not _is_damaged(result)]
    return [*alone, _damaged_task(damaged)]


def doubts_left_open(results: Iterable[Result]) -> frozenset[str]:
    """The keys of posts that wait midway: a pause asks nothing of a person, and settles nothing either."""
    return frozenset(
        f"{KEY_OF_STUCK}{result.post_id}" for result in results if result.midway and not result.needs_a_person
    )


def _is_damaged(result: Result) -> bool:
    return result.reasons[0].code == "ledger_damaged"


def _stuck_task(result: Result) -> Task:
    state = "届いたかどうか、まだ分かりません" if result.may_have_arrived else "このままでは配信されません"
    return Task(
        f"{KEY_OF_STUCK}{result.post_id}",
        f"{OUTCOME_NAMES[result.outcome]}: {result.post_id}",
        f"投稿 {in_code(result.post_id)} は、{state}。\n\n"
        + "".join(f"- {inert(reason.message, mentions=True)}\n" for reason in result.reasons)
        + _people(result.people)
        + "\n解決すれば、この件は自動で閉じます。急いで配信を止めたいときは `.github/TROUBLE.md` の1行目を見てください。",
    )


def _people(people: Sequence[str]) -> str:
    """Whom the reasons speak of: a person looks for the own name, not for a role."""
    lines = "".join(f"- {inert(line, mentions=True)}\n" for line in people)
    return f"\nここに出てくる方(いまの名簿による):\n\n{lines}" if lines else ""


def _damaged_task(damaged: Sequence[Result]) -> Task:
    return Task(
        f"{KEY_OF_STUCK}ledger",
        f"配信の記録が{len(damaged):,}件壊れています",
        "次の投稿の配信の記録(ブランチ `ledger`)は、信じられません。これらの投稿は配信されません。だれかがまとめて書き込んだおそれがあります。"
        "保守担当者は、きょうのうちに、「Settings」→「Deploy keys」と「Settings」→「Rules」で、ブランチに書ける鍵とルールを確かめてください。\n\n"
        + listed([f"{in_code(result.post_id)}: {inert(result.message, mentions=True)}" for result in damaged])
        + _people(damaged[0].people),
    )


def listed(sentences: Sequence[str]) -> str:
    """A list that a person can still read, and how many more there are."""
    more = f"- ほか{len(sentences) - _SHOWN:,}件\n" if len(sentences) > _SHOWN else ""
    return "".join(f"- {sentence}\n" for sentence in sentences[:_SHOWN]) + more


def setting_task(lacking: str, people: Sequence[str]) -> Task:
    """The task about a setting without which no post goes out; `lacking` says which, and which role mends it where."""
    return Task(
        KEY_OF_SETTING,
        "配信の設定が足りません",
        f"どの投稿も配信していません。{lacking}\n{_people(people)}\n直れば、この件は次の配信で閉じます。",
    )


def key_of_decision(event: str, post_id: str) -> str:
    """The lasting name of the task about a decision: `stopped` or `settled`."""
    return f"{KEY_OF_STOP if event == 'stopped' else KEY_OF_SETTLED}{post_id}"


def settled_task(post_id: str, by: str, why: str) -> Task:
    """The task about a post that is said to have arrived, nobody knows by whom."""
    return Task(
        key_of_decision("settled", post_id),
        f"届いたと記録した人を確かめてください: {post_id}",
        f"配信の記録では、投稿 {in_code(post_id)} が届いていたと、名簿の「{inert(by)}」が確かめています。しかし、{why}。だれかが記録を書き加え、"
        "届いていない投稿を配信済みに見せているおそれがあります。\n\n"
        "- [ ] 確かめたことになっている人に、確かめたかを聞く\n"
        "- [ ] 確かめていなければ、投稿者と承認者が、LINE公式アカウントの管理画面の「分析」で、届いたかどうかを2人で見る\n"
        "- [ ] 保守担当者は、ブランチ `ledger` のこの投稿の行を、だれが書いたかを確かめる\n"
        "- [ ] 届いていなければ、投稿者は、新しい投稿IDの投稿を作り、承認を受けて取り込む(この投稿IDは、もう配信できません)\n",
    )


def stop_task(post_id: str, by: str, why: str) -> Task:
    """The task about a post that is stopped, nobody knows by whom."""
    return Task(
        key_of_decision("stopped", post_id),
        f"止めた人を確かめてください: {post_id}",
        f"配信の記録では、投稿 {in_code(post_id)} を、名簿の「{inert(by)}」が止めています。しかし、{why}。だれかが記録を書き加えたおそれがあります。\n\n"
        "- [ ] 止めたことになっている人に、止めたかを聞く\n"
        "- [ ] 止めていなければ、保守担当者は、ブランチ `ledger` のこの投稿の行を、だれが書いたかを確かめる\n"
        "- [ ] 配信するなら、投稿に「もう一度送る理由」(send の again、10文字以上)を書き、承認を受けて取り込む\n",
    )


def unexpected_tasks(results: Iterable[Result]) -> list[Task]:
    """One task a post that was sent, and about which a person has to look into something all the same.

    The key is one that only a person can say to be done.
    """
    return [
        Task(
            f"{KEY}{result.post_id}",
            f"配信台帳にない配信があったおそれがあります: {result.post_id}",
            "".join(f"- {inert(reason.message, mentions=True)}\n" for reason in result.reasons)
            + f"\nLINEの受付番号: {in_code(result.request_id or '分かりません')}\n\n確かめたら、この件を閉じてください。",
        )
        for result in results
        if result.outcome == "sent" and result.reasons
    ]


def proof_tasks(answers: Mapping[str, Sequence[ProofAnswer]]) -> list[Task]:
    """One task a sent post whose record does not hold any more. Unknown answers create no task."""
    return [
        Task(
            f"proof/{post_id}",
            f"配信の記録が合いません: {post_id}",
            f"配信した投稿 {in_code(post_id)} の記録を、この複製だけで確かめました。次の点が合いません。保守担当者は、きょうのうちに、"
            "記録の手引(`.github/RECORDS.md`)の「記録を確かめる」のとおりに、だれが何を変えたかを確かめてください。\n\n"
            + "".join(f"- {answer.question}: いいえ({inert(answer.detail)})\n" for answer in wrong),
        )
        for post_id, given in answers.items()
        if (wrong := [answer for answer in given if answer.holds is False])
    ]


def leak_tasks(leaks: Iterable[CommittedSecret]) -> list[Task]:
    """One task a file of a commit that carried a secret; the secret itself is never repeated."""
    return [
        Task(
            f"leak/{leak.commit[:12]}/{leak.path}",
            f"第5第1項 秘密が書き込まれた履歴があります: {leak.path}",
            f"コミット `{leak.commit[:12]}` の {in_code(leak.path)} に、{leak.kind}のように見える文字があります。いまは消えていても、履歴には残ります。\n\n"
            "- [ ] すぐに新しいものに替える(トークンや鍵は失効させる。LINEのチャネルシークレットは、保守の手引の「チャネルシークレットを替えたとき」のとおり)\n"
            "- [ ] `content/credentials.yml` に `trigger: incident` で記録する\n"
            "- [ ] 見間違いなら、その旨を書いてこの件を閉じる(閉じた件は、もう開きません)",
        )
        for leak in leaks
    ]
