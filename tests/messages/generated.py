"""Posts by the thousand, from a seed, together with what went into them."""

import random
from dataclasses import dataclass, field

from scripts.content.picture import Picture
from scripts.content.post import Post
from tests.messages.subjects import picture, post

WORDS = (
    "北海道", "移住", "雪かき", "通いの仲間", "オンライン相談会", "先輩移住者", "星降村", "汐音町", "暖房費", "Wi-Fi",
    "100円", "𠮷野", "👩‍🌾", "☃️", "が", "を", "は", "で", "ながいながいながいながいことば", "A&B", '"引用"', "'s", "50%", "（注）",
    "3~5人", "#2", "＜山＞", "^_^", "C++", "\\o/", "①", "〜", "!", "？",
)  # fmt: skip
PATHS = ("", "/", "/soudan/2027", "/a?b=1&c=%E9%9B%AA", "/x#y", "/ゆき", "/p/(a)")


@dataclass
class Source:
    """The pieces that were put in: each must be found in the messages, and nothing else but marks."""

    chance: random.Random
    sentences: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    parties: dict[str, str] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    pictures: dict[str, Picture] = field(default_factory=dict)

    def words(self, most: int = 12) -> str:
        """A sentence without Markdown of its own."""
        chosen = "".join(self.chance.choices(WORDS, k=self.chance.randint(1, most)))
        return f"文{len(self.sentences)}{chosen}。"

    def sentence(self, most: int = 12) -> str:
        """A sentence that must be found again, perhaps partly bold."""
        said = self.words(most)
        self.sentences.append(said)
        return f"**{_escaped(said)}**" if self.chance.random() < 0.2 else _escaped(said)

    def link(self) -> str:
        """A named link, or a bare URL that bears its party's name."""
        number = len(self.links)
        url = f"https://h{number}.example.jp{self.chance.choice(PATHS)}"
        party = self.parties[url] = f"団体{number}"
        if self.chance.random() < 0.3 and url.isascii() and url[-1].isalnum():
            self.links.append((party, url))
            return self.chance.choice((f"<{url}>", f"{url} "))
        label = f"名前{number}" + "雪" * self.chance.randint(0, 30)
        self.links.append((label, url))
        return f"[{label}]({url})"

    def picture(self) -> str:
        """A picture of some shape."""
        name = f"p{len(self.files)}.{self.chance.choice(('png', 'jpg', 'jpeg'))}"
        shape = self.chance.choice(((32, 20), (20, 32), (10, 60), (60, 5)))
        self.pictures[name] = picture(name, *shape, shade=len(self.files) * 10)
        self.files.append(name)
        return f"![]({name})"

    def block(self) -> str:
        """One block of the body."""
        kind = self.chance.randrange(9)
        if kind == 0:
            return "#" * self.chance.randint(1, 3) + " " + self.sentence(6)
        if kind == 1:
            marks = self.chance.choice(("- ", "1. "))
            return "\n".join(marks + self.sentence() for _ in range(self.chance.randint(1, 4)))
        if kind == 2:
            return f"- {self.sentence()}\n    - {self.sentence()}\n        - {self.sentence()}"
        if kind == 3:
            return "---"
        if kind == 4:
            return self.link()
        if kind == 5:
            return f"{self.sentence()}{self.link()}\n{self.sentence()}"
        if kind == 6 and len(self.files) < 4:
            return self.picture()
        return "\n".join(self.sentence(30) for _ in range(self.chance.randint(1, 3)))


def _escaped(said: str) -> str:
    return "".join("\\" + letter if letter in "\\*_#`[]" else letter for letter in said)


def generate(seed: int) -> tuple[Post, Source]:
    """The post of a seed."""
    source = Source(random.Random(seed))
    body = "\n\n".join(source.block() for _ in range(source.chance.randint(1, 14)))
    front = [
        "title: " + _quoted(f"件名{seed}{source.words(3)}"),
        f"layout: {source.chance.choice(('card', 'text'))}",
    ]
    if source.chance.random() < 0.3:
        more = source.chance.choice(("", ", fee: 無料", ", fee: 500円（資料代）, capacity: 20組（先着順）"))
        event = f'starts: "2027-01-23T13:00+09:00", deadline: "2027-01-15", place: 会場の名前{more}'
        front.append(f"event: {{{event}}}")
    if source.chance.random() < 0.1:
        front.append("corrects: 20261110-before")
        front.append("correction: [{wrong: 前の言葉, right: 後の言葉}]")
    links = [f"  - {{url: {_quoted(url)}, party: {party}}}" for url, party in source.parties.items()]
    front += ["links:", *links] if links else ["links: []"]
    return post("---\n" + "\n".join(front) + f"\n---\n{body}\n", source.pictures), source


def _quoted(said: str) -> str:
    return '"' + said.replace("\\", "\\\\").replace('"', '\\"') + '"'
