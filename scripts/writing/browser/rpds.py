"""Stands in the browser for rpds, of which no build for it exists: the persistent collections that jsonschema uses."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any


class HashTrieMap(Mapping[Any, Any]):
    """A mapping that is never changed: to change it is to make another."""

    def __init__(self, *entries: Any, **named: Any) -> None:
        self._entries = dict(*entries, **named)

    @classmethod
    def convert(cls, value: Any) -> Any:
        """The same, as this kind of mapping."""
        return value if isinstance(value, cls) else cls(value)

    def __getitem__(self, key: Any) -> Any:
        return self._entries[key]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __hash__(self) -> int:
        return hash(frozenset(self._entries.items()))

    def insert(self, key: Any, value: Any) -> Any:
        """Another with one entry more."""
        return type(self)({**self._entries, key: value})

    def update(self, *more: Any) -> Any:
        """Another with these entries more."""
        return type(self)({**self._entries, **dict(*more)})

    def remove(self, key: Any) -> Any:
        """Another without that entry. Raises KeyError."""
        rest = dict(self._entries)
        del rest[key]
        return type(self)(rest)


class HashTrieSet(AbstractSet[Any]):
    """A set that is never changed."""

    def __init__(self, members: Iterable[Any] = ()) -> None:
        self._members = frozenset(members)

    def __contains__(self, member: object) -> bool:
        return member in self._members

    def __iter__(self) -> Iterator[Any]:
        return iter(self._members)

    def __len__(self) -> int:
        return len(self._members)

    def __hash__(self) -> int:
        return hash(self._members)

    def insert(self, member: Any) -> Any:
        """Another with one member more."""
        return type(self)(self._members | {member})

    def update(self, *more: Iterable[Any]) -> Any:
        """Another with these members more."""
        return type(self)(self._members.union(*more))


class List:
    """A list that grows at its head, and is never changed."""

    def __init__(self, *members: Any) -> None:
        self._members = tuple(members[0] if len(members) == 1 else members)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._members)

    def __len__(self) -> int:
        return len(self._members)

    def push_front(self, member: Any) -> Any:
        """Another with that member at its head."""
        return type(self)((member, *self._members))
