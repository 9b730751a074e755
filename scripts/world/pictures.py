"""Are the pictures where LINE will fetch them? Asked before anything is claimed."""

import hashlib

_TIMEOUT = (5, 10)  # seconds to connect, to read
_MOST = 10_000_000  # bytes; LINE itself takes no larger picture


def trouble_at(url: str, sha256: str) -> str:
    """What is wrong with a picture's URL; nothing when it answers with exactly those bytes."""
    import requests

    try:
        with requests.Session() as session:
            session.trust_env = False
            answer = session.get(url, timeout=_TIMEOUT, allow_redirects=False, stream=True)
            if answer.status_code != 200:
                return f"HTTP {answer.status_code}"
            content = answer.raw.read(_MOST + 1, decode_content=True)
    except (
        Exception
    ) as error:  # a host's answer breaks in many ways, and urllib3's errors are not requests' own
        return type(error).__name__
    return "" if hashlib.sha256(content).hexdigest() == sha256 else "別の内容"
