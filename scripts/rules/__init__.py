"""The rule book, filled: importing this package imports every file in it, so that no rule can be forgotten."""

from importlib import import_module
from pkgutil import iter_modules

for _file in iter_modules(__path__):
    import_module(f"{__name__}.{_file.name}")
