"""Bodies with gaps: compressed once, filled for each visitor."""

import gzip

from hypothesis import given
from hypothesis import strategies as st

from shop.pages.spliced import USUAL, Spliced

GAP = b"\xffgap\xff"


@given(st.lists(st.binary(max_size=3000), min_size=1, max_size=5), st.binary(max_size=300))
def test_the_compressed_body_unpacks_to_the_filled_one(pieces, text):
    body = Spliced.at(GAP, GAP.join(pieces))

    assert gzip.decompress(body.gzipped(text)) == body.filled(text)


@given(
    st.lists(st.binary(max_size=3000), min_size=1, max_size=5),
    st.binary(min_size=USUAL, max_size=USUAL),
)
def test_a_text_of_the_usual_length_gets_the_right_check_sum(pieces, text):
    body = Spliced.at(GAP, GAP.join(pieces))

    assert gzip.decompress(body.gzipped(text)) == body.filled(text)


def test_every_gap_is_filled():
    body = Spliced.at(GAP, b"a" + GAP + b"b" + GAP)

    assert body.filled(b"-") == b"a-b-"
    assert body.has_gaps


def test_a_body_without_gaps_stays_as_it_is():
    body = Spliced.at(GAP, b"plain")

    assert (body.filled(b"secret"), body.has_gaps) == (b"plain", False)


def test_what_fills_a_gap_is_not_compressed_with_the_page():
    body = Spliced.at(GAP, b"token " * 50 + GAP)

    assert b"token token" in body.gzipped(b"token token")


def test_a_page_shrinks_to_a_fraction():
    page = b"<li><a href='/p/mug/'>A mug</a></li>" * 500 + GAP

    assert len(Spliced.at(GAP, page).gzipped(b"x" * 64)) < len(page) / 20
