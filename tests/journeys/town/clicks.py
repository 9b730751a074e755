"""The table of clicks: every public function of `settings` and `work`, by its name."""

import inspect
from collections.abc import Callable

from tests.journeys.town import settings, work
from tests.journeys.town.town import CLICK_TAKES, Refused, Town

CLICKS: dict[str, Callable[..., str]] = {
    name.replace("_", "-"): function
    for module in (settings, work)
    for name, function in inspect.getmembers(module, inspect.isfunction)
    if function.__module__ == module.__name__ and not name.startswith("_")
}


def click(town: Town, name: str, *words: str) -> str:
    """What one sees after a click; a click that is not there, or has other words, is answered with what there is."""
    if name not in CLICKS:
        return f"there is no such click: {name}\n{listed()}"
    try:
        inspect.signature(CLICKS[name]).bind(town, *words)
    except TypeError:
        return f"this click is:\n{_line(name)}"
    town.stage.now += CLICK_TAKES
    try:
        return CLICKS[name](town, *words)
    except (Refused, OSError, ValueError) as refused:
        return f"no: {refused}"


def listed() -> str:
    """Every click with its words and its place."""
    return "\n".join(_line(name) for name in CLICKS)


def _line(name: str) -> str:
    return f"{name:21} {inspect.getdoc(CLICKS[name])}"
