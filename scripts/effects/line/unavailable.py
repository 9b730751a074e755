"""The two ways in which LINE is of no use: no answer that helps, and a secret that it does not take."""

from scripts.text.causes import Failed, cause_in_words


class LineUnavailable(Failed):
    """LINE could not be asked, or its answer is of no use. `what` was asked, in Japanese; `status` 0: no answer at all."""

    def __init__(self, what: str, error: object, status: int = 0) -> None:
        seen = f"HTTP {status} {error}" if status else str(error)
        super().__init__(f"{what}: {seen}", f"{what}: {cause_in_words(seen)}")
        self.status = status


class SecretRefused(LineUnavailable):
    """LINE takes the channel's id and secret no more: the secret was issued anew, or was never right."""

    def __init__(self, what: str, error: object, status: int) -> None:
        super().__init__(what, f"HTTP {status} {error}")  # no `status`: it says nothing of what was asked
        self.words = "チャネルIDかチャネルシークレットが、LINEに受け付けられません"
