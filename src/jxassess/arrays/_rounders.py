"""Rounding the values of a sum: exactly where they are whole, else with what is in doubt marked."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from jxassess.arrays._block import Block
from jxassess.arrays._numbers import EXACT_LIMIT, Floats, Objects, gamma, plain, size
from jxassess.arrays._sums import Sum
from jxassess.exact import RoundingMode, round_to


class Rounder:
    """Rounds the values of one sum to decimal places.

    A double guesses the rounded number. For whole numbers the remainder is then computed exactly, so that the guess is
    put right and a half is seen as a half. For other values the guess holds where the double lies farther from any half
    than its error; the rest is in doubt.
    """

    def __init__(self, total: Sum, places: int, mode: RoundingMode) -> None:
        self.total, self.places, self.mode = total, places, mode
        step = Fraction(10**places, total.denominator)
        self._up, self._down = step.numerator, step.denominator
        largest = size(total.low, total.high) * 10**places
        # For the least denominator too: the rounded number itself must be a double.
        self.is_whole = total.is_whole and 4 * (largest * self._down + self._down) < EXACT_LIMIT
        self._factor = float(step) if total.is_whole else float(10**places)
        error = total.error
        # The product with the power of ten rounds once more, and so does the difference to the guess.
        margin = None if error is None else error * 10**places + gamma(3) * (largest + 1)
        self.margin = None if margin is None or margin >= Fraction(1, 4) else float(margin * Fraction(9, 8))
        self.low, self.high = round_to(total.low, places, mode), round_to(total.high, places, mode)
        self._direct = self._proved_direct(largest)

    def _proved_direct(self, largest: Fraction) -> tuple[Floats, float, float] | None:
        """Give coefficients that round halves up in one product, where that is proven.

        For a score that is not below zero, let M be twice its numerator on the scale of the last place, plus the
        denominator: then the rounded number is the floor of M / (2 down). M is whole, so that M + 1/2 is at least
        1 / (4 down) away from any multiple, and with M below 2**50 no rounding of the quotient reaches that far.
        """
        reach = 2 * self.total.magnitude * self.total.denominator * self._up + self._down
        if not self.is_whole or self.total.low < 0 or self.mode is not RoundingMode.HALF_UP or reach >= 2**50:
            return None
        return *self.total.direct(2 * self._up, self._down + Fraction(1, 2)), 1 / (2 * self._down)

    def published(self, block: Block) -> tuple[Floats, Floats]:
        """Compute a block and round it; units that cannot be settled are put in doubt.

        Args:
            block: the units.

        Returns:
            The rounded numbers, and the doubles that they come from, both in units of the last place; where nothing is
            ever in doubt, the doubles mean nothing.
        """
        if self._direct is None:
            values = self.total.values(block)
            return self.apply(block, values), values * self._factor
        factors, start, inverse = self._direct
        found = self.total.product(block, factors)
        found += start
        found *= inverse
        return np.floor(found, out=found), found

    def apply(self, block: Block, values: Floats) -> Floats:
        """Round values that the sum computed; those that cannot be settled are put in doubt."""
        if self.is_whole:
            return self._whole(values)
        scaled = values * self._factor
        rounded = np.rint(scaled)
        block.raise_doubt(0.5 - np.abs(scaled - rounded) <= (1.0 if self.margin is None else self.margin))
        return rounded

    def _whole(self, numbers: Floats) -> Floats:
        if self._down == 1:
            return numbers * self._factor
        is_negative = numbers < 0 if self.total.low < 0 else None
        magnitudes = numbers if is_negative is None else np.abs(numbers)
        rounded = magnitudes * self._factor
        np.rint(rounded, out=rounded)
        # Twice the distance from the guess to the number, in units of the denominator.
        rest = magnitudes * float(2 * self._up) - rounded * float(2 * self._down)
        if self.mode is RoundingMode.HALF_UP:
            rounded += rest >= self._down
            rounded -= rest < -self._down
        else:
            rounded += rest > self._down
            rounded -= rest < -self._down
            odd = np.fmod(rounded, 2) != 0
            rounded += odd & (rest == self._down)
            rounded -= odd & (rest == -self._down)
        if is_negative is not None:
            np.negative(rounded, out=rounded, where=is_negative)
        return rounded


class Rounded:
    """A row: a sum rounded to decimal places, in units of the last of them."""

    def __init__(self, total: Sum, places: int, mode: RoundingMode) -> None:
        self.rounder = Rounder(total, places, mode)
        scale = 10**places
        self.low, self.high = self.rounder.low * scale, self.rounder.high * scale
        is_filtered = self.rounder.is_whole or self.rounder.margin is not None
        self.error = Fraction(0) if is_filtered and size(self.low, self.high) < EXACT_LIMIT else None
        self.is_settled = self.error == 0 and self.rounder.is_whole and total.is_settled

    def fill(self, block: Block, out: Floats) -> None:
        """Write the rounded numbers."""
        out[...] = self.rounder.apply(block, self.rounder.total.values(block))

    def exact(self, block: Block) -> Objects:
        """Give the rounded numbers: by doubles where these settle them."""
        if self.error is None:
            return self._exactly(block)
        # Of a block of its own, since what is in doubt here is settled here, and all of it has to be seen again.
        own = block.anew()
        rounded = self.rounder.published(own)[0].astype(np.int64).astype(object)
        if own.doubt is not None:
            places = np.flatnonzero(own.doubt)
            rounded[places] = self._exactly(own.part(places))
        return rounded

    def _exactly(self, block: Block) -> Objects:
        places, mode = self.rounder.places, self.rounder.mode
        values = self.rounder.total.exact(block).tolist()
        return plain([round_to(Fraction(value), places, mode) * 10**places for value in values])
