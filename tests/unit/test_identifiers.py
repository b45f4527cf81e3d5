"""Are URNs and UPNs told from other text, and is a slip of the finger in a UPN seen?"""

import random

import pytest

from attendlib.identifiers import LETTERS, check_letter, has_right_check_letter, is_upn, is_urn, redacted


@pytest.fixture(scope="module")
def upns() -> list[str]:
    """3,000 UPNs with the right check letter, the same in every run."""
    chance = random.Random(23)
    shaped = [f"A{chance.randrange(10**12):012}" for _ in range(3000)]
    return [check_letter(upn) + upn[1:] for upn in shaped]


@pytest.mark.parametrize(
    ("upn", "letter"),
    [
        ("B801200005001", "B"),
        ("A801200005001", "B"),
        ("P207000016049", "P"),
        ("M80120000500A", "M"),
        ("Y80120000500Z", "Y"),
        ("X838400025001", "X"),
        ("N839400024017", "N"),
        ("J940400023999", "J"),
        ("C800400025001", "C"),
    ],
)
def test_the_check_letter_of_published_examples(upn: str, letter: str) -> None:
    """Permanent and temporary UPNs, of old local authorities and of those created since 2019."""
    assert check_letter(upn) == letter
    assert has_right_check_letter(upn) == (upn[0] == letter)


def test_every_wrong_digit_is_seen(upns: list[str]) -> None:
    """None of 324,000 UPNs with one digit changed has the right check letter."""
    wrong = [
        upn[:place] + digit + upn[place + 1 :]
        for upn in upns
        for place in range(1, 13)
        for digit in "0123456789"
        if digit != upn[place]
    ]
    assert len(wrong) == 324_000
    assert not any(map(has_right_check_letter, wrong))


def test_every_swap_of_neighbours_is_seen(upns: list[str]) -> None:
    """No UPN with two neighbouring digits swapped, where they differ, has the right check letter."""
    swapped = [
        upn[:place] + upn[place + 1] + upn[place] + upn[place + 2 :]
        for upn in upns
        for place in range(1, 12)
        if upn[place] != upn[place + 1]
    ]
    assert len(swapped) > 29_000
    assert not any(map(has_right_check_letter, swapped))


def test_the_right_letter_is_the_only_right_one(upns: list[str]) -> None:
    """Of the 23 letters one fits; I, O and S are never check letters."""
    digits = upns[0][1:]
    assert sum(has_right_check_letter(letter + digits) for letter in LETTERS) == 1
    assert not any(is_upn(letter + digits) for letter in "IOS")


@pytest.mark.parametrize(
    "text", ["", "B80120000500", "B8012000050011", "b801200005001", "B80120000500I", "8801200005001", "B8012 0005001"]
)
def test_what_is_no_upn(text: str) -> None:
    """Too short, too long, lower case, a letter that is not used, no letter, a blank: no UPN, and no check letter."""
    assert not is_upn(text)
    assert not has_right_check_letter(text)
    with pytest.raises(ValueError, match="shape of a UPN") as refused:
        check_letter(text)
    assert not text or text not in str(refused.value)


@pytest.mark.parametrize(
    ("text", "right"),
    [("103652", True), ("003652", True), ("10365", False), ("1036520", False), ("10365a", False), ("١٢٣٤٥٦", False)],
)
def test_a_urn_is_six_digits(text: str, right: bool) -> None:
    """Six of the digits 0 to 9, as text, so that a leading nought stays."""
    assert is_urn(text) == right


def test_a_upn_never_reaches_a_log() -> None:
    """A UPN inside other text is replaced, in either case; longer runs of letters and digits are left alone."""
    assert redacted('row 3: "B801200005001", b801200005001') == 'row 3: "[UPN]", [UPN]'
    assert redacted("digest aB801200005001f") == "digest aB801200005001f"
