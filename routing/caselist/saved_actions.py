"""Keeping filters of the list under a name."""

from django.db import transaction

from kit.refusals import ActionRefused
from routing.models import SavedFilter
from staff.models import User


class NameInUse(ActionRefused):
    """The owner has another view with this name."""

    def __init__(self) -> None:
        super().__init__("Sie haben schon eine Ansicht mit diesem Namen. Wählen Sie einen anderen.", field="name")


@transaction.atomic
def save_filter(*, owner: User, name: str, query: str, shared: bool, is_start: bool) -> SavedFilter:
    """Keep ``query`` under a name; ``shared`` with the owner's present team. Raises `NameInUse`."""
    owner = _locked(owner)
    return _stored(SavedFilter(owner=owner, query=query), owner, name=name, shared=shared, is_start=is_start)


@transaction.atomic
def change_filter(*, saved: SavedFilter, name: str, shared: bool, is_start: bool) -> SavedFilter:
    """Name it anew, share it or no longer, begin with it or no longer. Raises `NameInUse`, or `ActionRefused` where it
    was deleted meanwhile.
    """
    owner = _locked(saved.owner)
    return _stored(_standing(saved), owner, name=name, shared=shared, is_start=is_start)


@transaction.atomic
def replace_query(*, saved: SavedFilter, query: str) -> SavedFilter:
    """Keep other filters under the same name; raises `ActionRefused` where it was deleted meanwhile."""
    _locked(saved.owner)
    standing = _standing(saved)
    standing.query = query
    standing.save(update_fields=["query"])
    return standing


@transaction.atomic
def delete_filter(*, saved: SavedFilter) -> None:
    """Forget it, for the team too. A second time nothing happens."""
    _locked(saved.owner)
    SavedFilter.objects.filter(pk=saved.pk).delete()


def _locked(owner: User) -> User:
    """The owner as she stands, locked: names and the one start view are settled one after the other."""
    return User.objects.select_for_update(no_key=True, of=("self",)).get(pk=owner.pk)


def _standing(saved: SavedFilter) -> SavedFilter:
    standing = SavedFilter.objects.filter(pk=saved.pk).first()
    if standing is None:
        raise ActionRefused("Diese Ansicht gibt es nicht mehr: Sie wurde inzwischen gelöscht.")
    return standing


def _stored(saved: SavedFilter, owner: User, *, name: str, shared: bool, is_start: bool) -> SavedFilter:
    others = SavedFilter.objects.filter(owner=owner).exclude(pk=saved.pk)
    if others.filter(name=name).exists():
        raise NameInUse
    if is_start:
        others.filter(is_start=True).update(is_start=False)
    saved.name, saved.is_start = name, is_start
    saved.team_id = owner.team_id if shared else None
    saved.save()
    return saved
