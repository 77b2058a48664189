"""Circles among superiors: found wherever they are, once each, whatever else hangs on the people in them."""

import pytest

from skpxl.checks.reporting_line import circles


@pytest.mark.parametrize(
    ("upward", "expected"),
    [
        ({"a": ["b"], "b": ["c"]}, []),
        ({"a": ["b"], "b": ["a"]}, [["a", "b"]]),
        # Who has two superiors, of whom one leads nowhere, still stands in the circle of the other.
        ({"a": ["chief", "b"], "b": ["a"]}, [["a", "b"]]),
        ({"a": ["b", "chief"], "b": ["c", "chief"], "c": ["a", "chief"]}, [["a", "b", "c"]]),
        ({"x": ["a"], "a": ["b"], "b": ["a"], "c": ["d"], "d": ["c"]}, [["a", "b"], ["c", "d"]]),
        # The shorter way round is told.
        ({"a": ["b", "c"], "b": ["c"], "c": ["a"]}, [["a", "c"]]),
        ({"a": ["a"]}, [["a"]]),
    ],
)
def test_each_circle_is_told_once(upward, expected):
    assert list(circles(upward)) == expected
