"""What a test asks for that draws pictures, or that asks axe whether everybody can use a page."""

from pathlib import Path
from typing import Any

import pytest

from scripts.effects.local.browser import find_browser

AXE = Path(__file__).parents[1] / "node_modules/axe-core/axe.min.js"
RUN = (
    "() => axe.run(document, {resultTypes: ['violations']}).then((found) => found.violations.map((v) => v.id + ': '"
    " + v.nodes.map((n) => n.target + ' ' + n.failureSummary).join(' | ')))"
)
needs_browser = pytest.mark.skipif(find_browser() is None, reason="neither Chromium nor Chrome is installed")
needs_axe = pytest.mark.skipif(not AXE.exists(), reason="axe-core is not here: npm ci")


def violations(tab: Any) -> list[str]:
    """What axe finds on the page that a tab shows; empty where everybody can use it."""
    if not tab.evaluate("() => 'axe' in window"):
        tab.evaluate(AXE.read_text("utf-8"))
    complaints: list[str] = tab.evaluate(RUN)
    return complaints
