"""Sentences about ratios."""

from dataclasses import replace

import pytest
import report_samples as samples

from afterburner.core.measurement import Estimate
from afterburner.core.objective import Quantity
from afterburner.report import words
from afterburner.report.difference import LineKind, difference
from afterburner.report.text import one_line


def change(quantity, low, estimate, high, *, is_decided=True):
    ratio = Estimate(estimate=estimate, low=low, high=high)
    compared = replace(samples.comparison(), ratios={quantity: ratio}, decided={quantity: is_decided})
    return words.change(quantity, compared, with_interval=True)


@pytest.mark.parametrize(
    ("ratio", "text"),
    [
        ((79.2, 84.4, 90.1), "84 times faster (95 % interval 79 to 90)"),
        ((1.31, 1.35, 1.4), "1.35 times as fast (95 % interval 1.31 to 1.40)"),
        ((0.4, 0.5, 0.625), "CPU time 100 % higher (95 % interval 60 to 150 %)"),
    ],
)
def test_time(ratio, text):
    assert change(Quantity.CPU_S, *ratio) == text


def test_less_memory_is_told_in_percent():
    assert change(Quantity.PEAK_BYTES, 1.25, 2.0, 4.0) == "peak memory 50 % lower (95 % interval 20 to 75 %)"


def test_more_memory_is_told_in_percent():
    assert change(Quantity.PEAK_BYTES, 0.8, 0.9, 0.95) == "peak memory 11 % higher (95 % interval 5.3 to 25 %)"


def test_unchanged_is_only_what_is_known_to_be():
    assert change(Quantity.PEAK_BYTES, 0.99, 1.0, 1.01, is_decided=False) == "peak memory unchanged"
    assert change(Quantity.PEAK_BYTES, 0.9, 1.0, 1.1, is_decided=False) == "no clear difference in peak memory"


def test_a_diff_has_signs_and_no_file_names():
    lines = difference("a\nb\n", "a\nc\n")
    assert [line.text for line in lines] == ["@@ -1,2 +1,2 @@", " a", "-b", "+c"]
    assert [line.kind for line in lines] == [LineKind.HUNK, LineKind.SAME, LineKind.REMOVED, LineKind.ADDED]


def test_equal_programs_have_no_diff():
    assert difference("a\n", "a\n") == ()


def test_lines_that_look_like_headers_of_a_diff_stay():
    texts = [line.text for line in difference("-- a\n", "++ b\n")]
    assert texts[1:] == ["--- a", "+++ b"]


def test_a_form_feed_is_not_a_line_end():
    assert [line.text for line in difference("a\fb\n", "")][1:] == ["-a\fb"]


def test_one_line_is_one_line():
    assert one_line("a\n b\tc\x07", most=80) == "a b c⟨U+0007⟩"
    assert one_line("abcdef", most=4) == "abc…"
