"""ACTS: gathers what the report says from git and GitHub, and puts it on the branch `report`."""
