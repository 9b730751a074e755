"""What a test asks for that draws pictures."""

import pytest

from scripts.effects.local.browser import find_browser

needs_browser = pytest.mark.skipif(find_browser() is None, reason="neither Chromium nor Chrome is installed")
