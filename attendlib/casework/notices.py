"""Who has reached the threshold for a penalty notice, with which sessions, and which notice would come next?

Sources: the rules ``penalty_notice_threshold`` and ``penalty_notices``. A mark that is corrected counts as corrected:
the answer is made from the marks as they are now. It is a prompt: support comes first, and the authority decides.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from attendlib.ages import compulsory_school_age
from attendlib.calendar import week_start
from attendlib.casework.issued import Issued, on_record, standings
from attendlib.casework.marks import SchoolMarks, marks_of
from attendlib.casework.notice import Notice, Session
from attendlib.casework.payment import payable
from attendlib.casework.window import last_reached, reached
from attendlib.city import City
from attendlib.policy import Held, rule
from attendlib.register import SESSIONS
from attendlib.store import Store


@dataclass(frozen=True)
class Notices:
    """The answer for a city: a Notice per enrolment that reached the threshold, in order of school and UPN, and the
    values of the rules that it used."""

    rows: tuple[Notice, ...]
    rules: tuple[Held, ...]


class _Missed(NamedTuple):
    """The sessions of one pupil that count, in order of time, with the number of each one's school week. weeks: the
    Mondays to which the numbers belong · today: the number of the week of the day asked about, or of the last before
    it."""

    sessions: list[Session]
    week: NDArray[np.int64]
    weeks: NDArray[np.datetime64]
    today: int


class _Counted(NamedTuple):
    """The sessions of one school's pupils that count: parallel columns, in order of enrolment and time."""

    marks: SchoolMarks
    pupil: NDArray[np.int64]
    day: NDArray[np.int64]
    session: NDArray[np.int64]


def notices(
    city: City, store: Store, on: date, urns: Sequence[str] | None = None, across_schools: bool = False
) -> Notices:
    """Who has reached the threshold by ``on``: by each school's own sessions, or, ``across_schools``, with those that
    the pupil missed at the city's other schools, before or beside this one. Raises NotInForce before the framework
    began."""
    held, price = rule("penalty_notice_threshold").on(on), rule("penalty_notices").on(on)
    before = on_record(city, price, on)
    moved = _at_several(city) if across_schools else {}
    asked = urns if urns is None else sorted({*urns, *(urn for of in moved.values() if of & {*urns} for urn in of)})
    schools = [_counted(marks, held) for marks in marks_of(city, store, on, asked)]
    elsewhere = _sessions_by_pupil(schools, moved)
    rows: list[Notice] = []
    for counted in schools:
        if urns is None or counted.marks.urn in urns:
            found = _of_school(counted, held, elsewhere)
            rows += [_with_record(one, missed, before.get(one.upn, ()), (held, price), on) for one, missed in found]
    return Notices(tuple(rows), (held, price))


def reached_in(marks: SchoolMarks, held: Held) -> list[Notice]:
    """The enrolments that reached the threshold by the school's own sessions, without what is on record for them."""
    return [one for one, _ in _of_school(_counted(marks, held), held, {})]


def _at_several(city: City) -> dict[str, set[str]]:
    """The pupils who are or were on roll at more than one school, with the schools."""
    schools: dict[str, set[str]] = {}
    for spell in city.roll.spells:
        schools.setdefault(spell.upn, set()).add(spell.urn)
    return {upn: of for upn, of in schools.items() if len(of) > 1}


def _counted(marks: SchoolMarks, held: Held) -> _Counted:
    counts = marks.having(held["codes"])
    counts[:, marks.days < np.datetime64(held.start)] = False
    return _Counted(marks, *np.nonzero(counts))


def _of_school(counted: _Counted, held: Held, elsewhere: dict[str, list[Session]]) -> list[tuple[Notice, _Missed]]:
    """The enrolments of one school that reached the threshold, in order of UPN, with the sessions that count."""
    marks = counted.marks
    edges = np.searchsorted(counted.pupil, np.arange(len(marks.roll.upns) + 1))
    week = np.searchsorted(marks.weeks, week_start(marks.days))
    today = int(week[-1]) if len(week) else 0
    here = np.flatnonzero(marks.on_roll[:, -1]) if len(week) else ()
    found = []
    for number in sorted(range(len(marks.roll.upns)), key=marks.roll.upns.__getitem__):
        upn, part = marks.roll.upns[number], slice(edges[number], edges[number + 1])
        own = part.stop - part.start
        if (own or number in here) and {one.urn for one in elsewhere.get(upn, ())} - {marks.urn}:
            missed = _across(elsewhere[upn], marks)
        elif own >= held["sessions"]:
            missed = _Missed(_sessions(counted, part), week[counted.day[part]], marks.weeks, today)
        else:
            continue
        notice = _notice(missed, upn, marks, held)
        found += [(notice, missed)] if notice else []
    return found


def _sessions(counted: _Counted, part: slice) -> list[Session]:
    marks = counted.marks
    places = zip(counted.pupil[part], counted.day[part], counted.session[part], strict=True)
    return [
        Session(marks.urn, marks.days[d].item(), SESSIONS[s], marks.codes[marks.code[p, d, s]]) for p, d, s in places
    ]


def _sessions_by_pupil(schools: Sequence[_Counted], upns: Collection[str]) -> dict[str, list[Session]]:
    """The sessions that count of some pupils, whatever the school, in order of time."""
    found: dict[str, list[Session]] = {}
    for counted in schools:
        edges = np.searchsorted(counted.pupil, np.arange(len(counted.marks.roll.upns) + 1)).tolist()
        for number, upn in enumerate(counted.marks.roll.upns):
            if upn in upns:
                found.setdefault(upn, []).extend(_sessions(counted, slice(edges[number], edges[number + 1])))
    return {upn: sorted(sessions, key=lambda one: (one.date, one.session)) for upn, sessions in found.items()}


def _across(sessions: list[Session], marks: SchoolMarks) -> _Missed:
    """By the weeks of this school, with those in which the pupil missed a session at another one."""
    mondays = week_start(np.array([one.date for one in sessions], dtype="datetime64[D]"))
    weeks = np.union1d(marks.weeks, mondays)
    last = np.concatenate([week_start(marks.days[-1:]), mondays]).max()
    return _Missed(sessions, np.searchsorted(weeks, mondays), weeks, int(np.searchsorted(weeks, last)))


def _notice(missed: _Missed, upn: str, marks: SchoolMarks, held: Held) -> Notice | None:
    sessions, week, weeks, today = missed
    met = reached(week, held["sessions"], held["school_weeks"])
    if met is None:
        return None
    day = sessions[met.first].date
    inside = tuple(one for one in sessions[met.start :] if one.date <= day)
    now = tuple(sessions[int(np.searchsorted(week, today - held["school_weeks"] + 1)) :])
    calendar = marks.calendar.days
    after = calendar[calendar >= weeks[met.lapses]] if met.lapses < len(weeks) else calendar[:0]
    last = int(week[met.first])
    born = marks.roll.latest[marks.roll.number[upn]].born
    ages = compulsory_school_age(born) if born else None
    return Notice(
        urn=marks.urn,
        upn=upn,
        first_met_on=day,
        first_week=weeks[max(last - held["school_weeks"] + 1, 0)].item(),
        last_week=weeks[last].item(),
        sessions=inside,
        lapses_on=after[0].item() if len(after) else None,
        now=now,
        provisional=sum(one.code in held["provisional"] for one in inside),
        provisional_now=sum(one.code in held["provisional"] for one in now),
        of_age=ages[0] <= day <= ages[1] if ages else None,
    )


def _with_record(
    notice: Notice, missed: _Missed, record: tuple[Issued, ...], rules: tuple[Held, Held], on: date
) -> Notice:
    """The same with what the notices on record make of it."""
    held, price = rules
    known = replace(
        notice, standings=standings(record, price, on), payable=tuple(payable(one, record) for one in record)
    )
    last = max(known.earlier, default=date.min)
    fresh = sum(one.date > last for one in missed.sessions)
    since = len(missed.sessions) - fresh
    again = last_reached(missed.week[since:], held["sessions"], held["school_weeks"])
    return replace(
        known,
        last_met_on=None if again is None else missed.sessions[since + again].date,
        since_notice=fresh if known.earlier else None,
    )
