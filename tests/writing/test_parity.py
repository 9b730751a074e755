"""What the browser answers is what this machine's Python answers: findings, screen and file, letter for letter."""

import base64
import json
import random
from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from scripts.content.post import Post
from scripts.effects.content.load import post_in, schemas
from scripts.writing.door import answer
from scripts.writing.public import public_account
from tests.goldens.golden import NAMES, case
from tests.messages.subjects import SAMPLES, sample
from tests.rules.good_world import POSTS
from tests.rules.test_cases import CASES

FACTS = json.dumps(
    {
        "account": public_account(sample(SAMPLES[0])[1]),
        "schemas": {kind: dict(schemas()[kind].data) for kind in ("post", "reply")},
    },
    ensure_ascii=False,
)
ASK = """async (questions) => {
  const worker = new Worker("worker.js", { type: "module" });
  const answers = [];
  await new Promise((done, fail) => {
    worker.onmessage = ({ data }) => {
      if (data.failed) return fail(new Error(data.failed));
      if (!data.ready) answers.push(data.answer);
      if (answers.length === questions.length) return done();
      const { question, pictures } = questions[answers.length];
      const bytes = pictures.map(([name, code]) => ({ name, bytes: Uint8Array.from(atob(code), (c) => c.charCodeAt(0)) }));
      worker.postMessage({ number: answers.length, question, pictures: bytes, forget: true });
    };
  });
  worker.terminate();
  return answers;
}"""


def asked(post: Post) -> tuple[dict, dict[str, bytes]]:
    pictures = {name: each for name, each in post.pictures.items() if each.look.kind}
    question = {
        "ask": "look", "kind": "post", "side": post.side, "id": post.post_id, "values": post.document.data,
        "body": post.document.body, "now": "2026-12-05T10:00:00+09:00",
        "pictures": {name: [each.look.width, each.look.height] for name, each in pictures.items()},
    }  # fmt: skip
    return question, {name: each.raw for name, each in pictures.items()}


def bad_posts() -> list[Post]:
    """The posts of the rules' cases that a form could hold, every one of them once."""
    posts = {}
    for each in CASES:
        post = post_in(each.tree, f"{POSTS[each.data.get('post', 'division')]}/post.md")
        if post and not post.document.mistakes and each.is_caught:
            posts[post.document.text] = post
    return list(posts.values())


def of(posts: Iterable[Post]) -> list[tuple[dict, dict[str, bytes]]]:
    return [asked(post) for post in posts if not post.document.unreadable]


def samples_and_goldens() -> list[tuple[dict, dict[str, bytes]]]:
    return of([*(sample(path)[0] for path in SAMPLES), *map(case, NAMES)])


def bad_cases() -> list[tuple[dict, dict[str, bytes]]]:
    return of(bad_posts())


ODD = (
    "", " ", "未定", "なし", "13:00", "12月99日（月）", "2026-02-30", "2026-12-31T23:59+09:00", "R8.12.10", "１２月１０日", "true", "a\nb",
    "http://a@b/", "https://xn--a/", "https://あ.jp/x y", "www.example.jp", "![](a)[b](c)<d>`e`", "[x](https://iju.example.jp/)", "**太字", "| 表 |",
    "1月23日（日）に開きます。", "本日の締切", "田中さんの番号", "😀" * 45, "が\u0301か\u3099", "\u202e逆", "〔ここに本文を書く〕", "<!--", "# #移住", "---",
    True, False, None, 0, 12, [], ["line"], {}, {"x": "y"},
)  # fmt: skip


def made_up() -> list[tuple[dict, dict[str, bytes]]]:
    """Samples of which some values were taken away or became odd, and whose text got an odd piece; the same in each run."""
    chance = random.Random(20261126)
    words = [word for word in ODD if isinstance(word, str)]
    questions = []
    for number in range(60):
        question, files = asked(sample(SAMPLES[number % len(SAMPLES)])[0])
        values = json.loads(json.dumps(question["values"]))
        for _ in range(chance.randint(1, 4)):
            inside, step = chance.choice(list(places(values)))
            if chance.random() < 0.3:
                del inside[step]
            else:
                inside[step] = chance.choice(ODD)
        cut = chance.randint(0, len(question["body"]))
        body = f"{question['body'][:cut]}{chance.choice(words)}{question['body'][cut:]}"
        questions.append(({**question, "values": values, "body": body}, files))
    return questions


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place of a tree: what it stands in, and the step to it."""
    steps = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for step in steps:
        yield value, step
        yield from places(value[step])


@pytest.mark.parametrize("questions", [samples_and_goldens, bad_cases, made_up])
def test_the_browser_answers_as_python_does(author, questions) -> None:
    person = author()
    whole = questions()
    given = [
        {
            "question": json.dumps(question),
            "pictures": [[name, base64.b64encode(raw).decode()] for name, raw in files.items()],
        }
        for question, files in whole
    ]
    in_browser = person.page.evaluate(ASK, given)
    for (question, files), answered in zip(whole, in_browser, strict=True):
        assert answered == json.loads(answer(FACTS, json.dumps(question), files)), question
