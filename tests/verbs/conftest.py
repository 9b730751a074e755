"""The stage of the sender, for every test of this folder."""

from tests.publishing.staged import calm, due, outcomes, own, run, stage

__all__ = ["calm", "due", "outcomes", "own", "run", "stage"]
