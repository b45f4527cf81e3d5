"""Do the registers of a synthetic city give exactly the answers that were worked out apart from this code?"""

from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

from attendlib.intake import OpenCity
from attendlib.measures import Asked
from golden.answers import FILES, accounted, assert_measures, expected

LAYOUTS = {
    "999001": "arbor_csv",
    "999002": "bromcom_week_csv",
    "999003": "wonde_json",
    "999004": "sims_xml",
    "999005": "ctf_xml",
    "999006": "xlsx_grid",
}


@pytest.mark.parametrize("by", FILES)
def test_measures(northgate_city: OpenCity, northgate: Path, by: str) -> None:
    """Counts and classes by each grouping are the expected ones, to the session, with no row more or less."""
    assert_measures(northgate_city, northgate, by)


def test_accounting(northgate_city: OpenCity, northgate: Path) -> None:
    """Outcomes by register, and the number of findings of every rule, are the expected ones."""
    want = expected(northgate, "accounting")
    pd.testing.assert_frame_equal(accounted(northgate_city, list(want)), want, check_dtype=False)


def test_accounts_count_the_findings(northgate_city: OpenCity) -> None:
    """The counts by rule in a register's account are the findings that name its file, for every rule there is."""
    told = Counter((f.file, f.rule) for f in northgate_city.findings())
    for account in northgate_city.accounts:
        assert account.rules == {rule: n for (file, rule), n in told.items() if file == account.file}


def test_every_record_is_accounted_for(northgate_city: OpenCity) -> None:
    """Records read = accepted + rejected + duplicate + missing + administrative, for every file."""
    for a in northgate_city.accounts:
        assert a.records == a.accepted + a.rejected + a.duplicate + a.missing + a.administrative
        assert a.records > 14_000


def test_layouts_are_recognised(northgate_city: OpenCity) -> None:
    """Each of the six layouts is known from the file alone: the city file names none."""
    assert {a.urn: a.layout for a in northgate_city.accounts} == LAYOUTS


def test_findings_hold_no_name_or_upn(northgate_city: OpenCity) -> None:
    """No finding repeats a pupil's surname, forename or UPN, whatever it is about."""
    spells = northgate_city.city.roll.spells
    private = {word for s in spells for word in (s.upn, s.surname, s.forename) if len(word) > 3}
    words = {text for f in northgate_city.findings() for text in (f.column, *f.message.split(), *f.mend.split())}
    assert not private & words
    assert not [text for text in words if any(s.upn in text for s in spells)]


def test_nothing_is_lost_between_marks_and_measures(northgate_city: OpenCity) -> None:
    """Sessions by code add up to the accepted marks of the accounts."""
    by_code = northgate_city.answer(Asked(("city",), northgate_city.window()), "code").to_pandas()
    assert by_code["sessions"].sum() == sum(a.accepted for a in northgate_city.accounts)
    counted = by_code[by_code["category"] != "not counted"]
    assert counted["sessions"].sum() == by_code["possible"].iloc[0]
