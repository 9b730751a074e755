"""What the browser answers is what this machine's Python answers: findings, screen and file, letter for letter."""

import base64
import json

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


def good_posts() -> list[Post]:
    return [sample(path)[0] for path in SAMPLES] + [case(name) for name in NAMES]


@pytest.mark.parametrize("posts", [good_posts, bad_posts], ids=["samples and goldens", "bad cases"])
def test_the_browser_answers_as_python_does(author, posts) -> None:
    person = author()
    questions = [asked(post) for post in posts() if not post.document.unreadable]
    given = [
        {
            "question": json.dumps(question),
            "pictures": [[name, base64.b64encode(raw).decode()] for name, raw in files.items()],
        }
        for question, files in questions
    ]
    in_browser = person.page.evaluate(ASK, given)
    for (question, files), answered in zip(questions, in_browser, strict=True):
        assert answered == json.loads(answer(FACTS, json.dumps(question), files)), question["id"]
