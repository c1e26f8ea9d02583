"""The reference and we, side by side."""

from . import language as language  # brings its cases
