"""No letter gives away what the office knows about health, a pregnancy or case management."""

import itertools
import re

import pytest

from routing.handover.letter_words import why
from routing.rules.codes import DeskCode, LapseCause

TELLING = re.compile(
    r"behinder|schwerb|\bsb\b|gleichgestellt|reha|schwanger|entbind|geburt(?!stag)|mutter|nachweis|fallmanag|kriteri"
    r"|prüf|krank|gesund|therap|sucht|arzt|ärzt|diagnos|leistungsfähig|betreuungsbed|problem|hemmnis|ifk|aez|stelle",
    re.IGNORECASE,
)
WAYS = [(source, target) for source, target in itertools.permutations(DeskCode, 2)]
CAUSES = [None, *LapseCause]


@pytest.mark.parametrize(("source", "target"), WAYS)
def test_every_change_is_explained_without_a_diagnosis(source: DeskCode, target: DeskCode) -> None:
    for cause in CAUSES:
        sentences = list(why(source, target, cause))

        assert 1 <= len(sentences) <= 3
        for sentence in sentences:
            assert TELLING.search(sentence) is None
            assert re.fullmatch(r"[A-ZÄÖÜ][^.!?]*(\d\. [^.!?]*)?\.", sentence)


@pytest.mark.parametrize("source", [desk for desk in DeskCode if desk not in {"ifk_aez", "u25_aez"}])
def test_the_desks_that_would_give_something_away_are_explained_like_the_largest_one(source: DeskCode) -> None:
    told = {
        tuple(why(source, target, None))
        for target in (DeskCode.REHA_SB, DeskCode.CASE_MANAGEMENT, DeskCode.PLACEMENT)
        if target is not source
    }

    assert len(told) == 1


def test_the_end_of_a_pregnancy_reads_like_any_correction() -> None:
    told = {
        tuple(why(DeskCode.IFK_AEZ, DeskCode.PLACEMENT, cause))
        for cause in (LapseCause.WAITING_TIME_OVER, LapseCause.PREGNANCY_MARK_ENDED, LapseCause.RECORD_CORRECTED)
    }

    assert len(told) == 1


def test_why_the_status_ended_is_told_only_where_the_change_rests_on_it() -> None:
    moved_in = LapseCause.PARTNER_MOVED_IN
    assert len(list(why(DeskCode.IFK_AEZ, DeskCode.PLACEMENT, moved_in))) == 2
    assert list(why(DeskCode.IFK_AEZ, DeskCode.SELF_EMPLOYED, moved_in)) == list(
        why(DeskCode.IFK_AEZ, DeskCode.SELF_EMPLOYED, None)
    )
    assert list(why(DeskCode.REHA_SB, DeskCode.PLACEMENT, moved_in)) == list(
        why(DeskCode.REHA_SB, DeskCode.PLACEMENT, None)
    )


def test_whoever_grows_out_of_the_young_is_told_so() -> None:
    first, _ = why(DeskCode.U25, DeskCode.PLACEMENT, None)

    assert "25. Geburtstag" in first
    assert len(list(why(DeskCode.U25, DeskCode.U25_AEZ, None))) == 1
