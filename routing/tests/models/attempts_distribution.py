"""The same for plans that distribute cases."""

from routing.models import DistributionItem, DistributionReceiver, DistributionRun
from routing.tests.models.attempt import Attempt
from routing.tests.models.scene import Scene
from tests.factories import NOW, TODAY

_UPDATE = "UPDATE routing_distributionrun SET "


def _run(scene: Scene, **values: object) -> DistributionRun:
    standard = {"desk_id": "reha_sb", "occasion": "first", "scope": "all", "planned_on": TODAY, "planned_at": NOW}
    return DistributionRun(planned_by=scene.by, **{**standard, **values})


DISTRIBUTION = (
    Attempt(
        "a distribution in an unknown state",
        "distribution_codes_known",
        f"{_UPDATE} state = 'forgotten'",
        lambda scene: _run(scene, state="forgotten"),
        "Wählen Sie Anlass und Fälle der Verteilung aus der Liste.",
    ),
    Attempt(
        "a distribution on an occasion that is not in the list",
        "distribution_codes_known",
        f"{_UPDATE} occasion = 'whim'",
        lambda scene: _run(scene, occasion="whim"),
        "Wählen Sie Anlass und Fälle der Verteilung aus der Liste.",
    ),
    Attempt(
        "a distribution applied by nobody",
        "distribution_applied_whole",
        f"{_UPDATE} state = 'applied', applied_at = now()",
        lambda scene: _run(scene, state="applied", applied_at=NOW),
        "Zu einer angewendeten Verteilung gehört, wer sie wann angewendet hat.",
    ),
    Attempt(
        "a distribution that waits and is discarded",
        "distribution_discarded_whole",
        f"{_UPDATE} discarded_at = now(), discarded_by_id = planned_by_id",
        lambda scene: _run(scene, discarded_at=NOW, discarded_by=scene.by),
        "Zu einer verworfenen Verteilung gehört, wer sie wann verworfen hat.",
    ),
    Attempt(
        "somebody who receives twice in a distribution",
        "distribution_receiver_once",
        "INSERT INTO routing_distributionreceiver (run_id, person_id, places, kept)"
        " SELECT run_id, person_id, places, kept FROM routing_distributionreceiver",
        lambda scene: DistributionReceiver(run=DistributionRun.objects.get(), person=scene.by, places=1, kept=0),
        "Die Person erhält in dieser Verteilung schon Fälle.",
    ),
    Attempt(
        "somebody who receives without a place",
        "distribution_receiver_has_places",
        "UPDATE routing_distributionreceiver SET places = 0",
        lambda scene: DistributionReceiver(run=DistributionRun.objects.get(), person=scene.by, places=0, kept=0),
        "Wer Fälle erhält, hat mindestens einen Platz.",
    ),
    Attempt(
        "a case twice in a distribution",
        "distribution_item_once",
        "INSERT INTO routing_distributionitem (run_id, applicant_id, proposed_id, chosen_id)"
        " SELECT run_id, applicant_id, proposed_id, chosen_id FROM routing_distributionitem",
        lambda scene: DistributionItem(
            run=DistributionRun.objects.get(), applicant=scene.applicant, proposed=scene.by, chosen=scene.by
        ),
        "Der Fall steht in dieser Verteilung schon.",
    ),
)

DISTRIBUTION_DOUBLES = {
    "routing.DistributionRun.key": "INSERT INTO routing_distributionrun"
    " (key, desk_id, occasion, scope, state, planned_on, planned_at, planned_by_id)"
    " SELECT key, desk_id, occasion, scope, state, planned_on, planned_at, planned_by_id FROM routing_distributionrun",
}
