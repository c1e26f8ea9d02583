"""The values of ``BIT``: text of zeros and ones that has the operators of bits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, SupportsIndex

from ...core.types.base import NULLTYPE, VALUE_TYPES


class BitString(str):
    """Text of ``0`` and ``1``, counted from the left; equal to the plain text of the same digits."""

    def __new__(cls, _value: str, _check: bool = True) -> BitString:
        """Return ``_value``; ValueError where it has other characters."""
        if _check and not isinstance(_value, BitString) and not set(_value) <= {"0", "1"}:
            raise ValueError(f"a BitString holds the digits 0 and 1 only, got {_value!r}")
        return super().__new__(cls, _value)

    @classmethod
    def from_int(cls, value: int, length: int) -> BitString:
        """Return a whole number in ``length`` digits."""
        if value < 0:
            raise ValueError(f"a BitString has no sign, got {value}")
        if value.bit_length() > length:
            raise ValueError(f"{value} needs {value.bit_length()} digits, and length is {length}")
        return cls(format(value, f"0{length}b") if length else "")

    @classmethod
    def from_bytes(cls, value: bytes, length: int = -1) -> BitString:
        """Return the bits of bytes; ``length`` digits of them where it is given."""
        return cls.from_int(int.from_bytes(value, "big"), 8 * len(value) if length < 0 else length)

    def get_bit(self, index: int) -> Literal["0", "1"]:
        """Return the digit at ``index``."""
        return super().__getitem__(index)  # type: ignore[return-value]

    def has_bit(self, index: int) -> bool:
        """Answer whether the digit at ``index`` is 1."""
        return self.get_bit(index) == "1"

    def set_bit(self, index: int, value: bool | int | Literal["0", "1"]) -> BitString:
        """Return it with another digit at ``index``."""
        if not 0 <= index < len(self):
            raise IndexError(f"there is no digit {index} in a BitString of length {len(self)}")
        digit = "0" if value in (0, "0") else "1"
        return BitString(str(self)[:index] + digit + str(self)[index + 1 :])

    @property
    def bit_length(self) -> int:
        """The number of digits."""
        return len(self)

    @property
    def octet_length(self) -> int:
        """The number of bytes that hold them."""
        return (len(self) + 7) // 8

    def to_bytes(self, length: int = -1) -> bytes:
        """Return the number in bytes, as few as hold the digits or ``length``."""
        return int(self).to_bytes(self.octet_length if length < 0 else length, "big")

    def lstrip(self, char: str | None = None) -> BitString:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Return it without the zeros, or the digits ``char``, at its left."""
        return BitString(super().lstrip("0" if char is None else char))

    def rstrip(self, char: str | None = "0") -> BitString:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Return it without the zeros, or the digits ``char``, at its right."""
        return BitString(super().rstrip("0" if char is None else char))

    def strip(self, char: str | None = "0") -> BitString:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Return it without the zeros, or the digits ``char``, at both ends."""
        return BitString(super().strip("0" if char is None else char))

    def removeprefix(self, prefix: str, /) -> BitString:
        """Return it without ``prefix``."""
        return BitString(super().removeprefix(prefix))

    def removesuffix(self, suffix: str, /) -> BitString:
        """Return it without ``suffix``."""
        return BitString(super().removesuffix(suffix))

    def replace(self, old: str, new: str, count: SupportsIndex = -1) -> BitString:
        """Return it with other digits for ``old``."""
        return BitString(super().replace(old, new, count))

    def split(self, sep: str | None = None, maxsplit: SupportsIndex = -1) -> list[str]:
        """Return what stands between separators."""
        return [BitString(part) for part in super().split(sep, maxsplit)]

    def zfill(self, width: SupportsIndex) -> BitString:
        """Return it with zeros at its left, up to ``width`` digits."""
        return BitString(super().zfill(width))

    def __repr__(self) -> str:
        return f'BitString("{self!s}")'

    def __str__(self) -> str:
        return super().__str__()[:]

    def __int__(self) -> int:
        return int(str(self), 2) if self else 0

    def __bytes__(self) -> bytes:
        return self.to_bytes()

    def __getitem__(self, key: SupportsIndex | slice[Any, Any, Any]) -> BitString:
        return BitString(super().__getitem__(key))

    def __add__(self, o: str) -> BitString:
        return BitString(super().__add__(o))

    def __radd__(self, o: str) -> BitString:
        return BitString(o + str(self))

    def __lshift__(self, amount: int) -> BitString:
        return self >> -amount if amount < 0 else BitString(str(self)[amount:].ljust(len(self), "0"))

    def __rshift__(self, amount: int) -> BitString:
        if amount < 0:
            return self << -amount
        return BitString(str(self)[: max(len(self) - amount, 0)].rjust(len(self), "0"))

    def __invert__(self) -> BitString:
        return BitString(str(self).translate({48: "1", 49: "0"}))

    def __and__(self, o: str) -> BitString:
        return self._each(o, int.__and__)

    def __or__(self, o: str) -> BitString:
        return self._each(o, int.__or__)

    def __xor__(self, o: str) -> BitString:
        return self._each(o, int.__xor__)

    __rand__, __ror__, __rxor__ = __and__, __or__, __xor__

    def _each(self, other: str, operator: Callable[[int, int], int]) -> BitString:
        if not isinstance(other, str):
            return NotImplemented
        if len(self) != len(other):
            raise ValueError(f"operands of one length are expected, got {len(self)} and {len(other)} digits")
        return BitString.from_int(operator(int(self), int(BitString(other))), len(self))


VALUE_TYPES[BitString] = NULLTYPE  # the column that it meets says whether it is BIT or BIT VARYING
