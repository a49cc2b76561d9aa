"""What extraction finds in a document, as values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Period:
    """The years that a number is about, first and last; None where neither text nor document tells."""

    start: int | None
    end: int | None

    @property
    def is_long(self) -> bool:
        """Tell whether it has more than one year."""
        return self.start is not None and self.end is not None and self.start < self.end

    @property
    def last_year(self) -> Period:
        """Return its last year."""
        return Period(self.end, self.end)


@dataclass(frozen=True, slots=True)
class Mention:
    """A number with its unit, where it stands, before anything is known of what it counts.

    Attributes
    ----------
    start, end
        Span of number and unit in the clean text; bound words are outside.
    value
        As printed, in the printed unit; negative only where a minus is printed.
    upper
        The upper end of a range, or None.
    unit
        As printed (``亿元``, ``%``, ``家``); ``:1`` for a ratio to one.
    base_factor, base_unit
        What one printed unit is in its base unit.
    family
        ``money``, ``extent``, ``percent``, ``points``, ``times``, ``ratio``, ``duration``, ``classifier``,
        ``doubling`` or ``rank``.
    bound
        What stands inside the span and limits the number (``3300余户`` is ge), else ``eq``.
    """

    start: int
    end: int
    value: float
    upper: float | None
    unit: str
    base_factor: float
    base_unit: str
    family: str
    bound: str = "eq"

    def shifted(self, by: int) -> Mention:
        """Return the mention with its offsets moved."""
        return Mention(
            self.start + by,
            self.end + by,
            self.value,
            self.upper,
            self.unit,
            self.base_factor,
            self.base_unit,
            self.family,
            self.bound,
        )


@dataclass(frozen=True, slots=True)
class Quantity:
    """One row of the table `quantities`, without the document's name."""

    quantity_id: str
    sentence_id: str
    start: int
    end: int
    phrase: str
    indicator: str | None
    measure: str
    status: str
    estimated: bool
    basis: str
    year_start: int | None
    year_end: int | None
    value: float
    unit: str
    bound: str
    base_value: float
    base_unit: str
    quote: str


@dataclass(frozen=True, slots=True)
class Target:
    """One headline target, as in the table `targets`."""

    sentence_id: str
    order: int
    indicator: str | None
    phrase: str
    form: str
    quantity_id: str | None
    quote: str
