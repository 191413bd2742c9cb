"""The same for what is kept of lists: imports, exports, saved filters."""

from datetime import date

from routing.models import (
    ExportRun,
    ImportDroppedLine,
    ImportDuplicate,
    ImportEntry,
    ImportFieldRule,
    ImportFile,
    ImportQuestion,
    ImportRun,
    SavedFilter,
)
from routing.tests.models.attempt import Attempt
from routing.tests.models.scene import Scene
from tests.factories import NOW


def _run(scene: Scene, **values: object) -> ImportRun:
    return ImportRun(**{"requested_at": NOW, "requested_by": scene.by, "state": "ready", **values})


def _entry(scene: Scene, **values: object) -> ImportEntry:
    standard = {"outcome": "new", "customer_number": "335A000001", "last_name": "A", "first_name": "B"}
    return ImportEntry(run=ImportRun.objects.get(), birth_date=date(1990, 1, 1), **{**standard, **values})


def _dropped(scene: Scene, **values: object) -> ImportDroppedLine:
    standard = {"list_kind": "applicants", "line": 2}
    file = ImportFile.objects.get()
    return ImportDroppedLine(file=file, dropped_at=NOW, dropped_by=scene.by, **{**standard, **values})


def _export(scene: Scene, **values: object) -> ExportRun:
    standard = {"content_kind": "list", "format": "csv", "purpose": "deputy", "state": "requested"}
    return ExportRun(requested_at=NOW, requested_by=scene.by, **{**standard, **values})


def _filter(scene: Scene, **values: object) -> SavedFilter:
    return SavedFilter(owner=scene.by, **{"name": "Neu", "query": "", **values})


LISTS = (
    Attempt(
        "an import in an unknown state",
        "import_state_known",
        "UPDATE routing_importrun SET state = 'paused', ended_at = now()",
        lambda scene: _run(scene, state="paused", ended_at=NOW),
        "Diesen Stand einer Einspielung gibt es nicht.",
    ),
    Attempt(
        "two open imports",
        "import_one_at_a_time",
        "INSERT INTO routing_importrun (key, state, requested_at, requested_by_id, attempts, counts, notice)"
        " VALUES (gen_random_uuid(), 'checking', now(), %(user)s, 0, '{}', '')",
        _run,
        "Es läuft schon eine Einspielung.",
    ),
    Attempt(
        "an import that ended at no time",
        "import_ended_whole",
        "UPDATE routing_importrun SET state = 'applied'",
        lambda scene: _run(scene, state="applied"),
        "Eine beendete Einspielung hat einen Zeitpunkt",
    ),
    Attempt(
        "an import applied by nobody",
        "import_apply_requested_whole",
        "UPDATE routing_importrun SET apply_at = now()",
        lambda scene: _run(scene, apply_at=NOW),
        "Zu jedem Anwenden gehören Zeitpunkt und Konto.",
    ),
    Attempt(
        "a file of an unknown kind",
        "import_file_kind_known",
        "UPDATE routing_importfile SET kind = 'picture'",
        lambda _: ImportFile(run=ImportRun.objects.get(), kind="picture", name="a"),
        "Diese Art von Datei gibt es nicht.",
    ),
    Attempt(
        "the same list twice in one upload",
        "import_file_once_per_upload",
        "INSERT INTO routing_importfile (run_id, number, kind, name, content)"
        " SELECT run_id, number, kind, name, content FROM routing_importfile",
        lambda _: ImportFile(run=ImportRun.objects.get(), kind="applicants", name="a"),
        "Diese Datei ist schon hochgeladen.",
    ),
    Attempt(
        "an unknown outcome of an import",
        "import_outcome_known",
        "UPDATE routing_importentry SET outcome = 'lost'",
        lambda scene: _entry(scene, outcome="lost"),
        "Dieses Ergebnis gibt es nicht.",
    ),
    Attempt(
        "two outcomes for one customer number",
        "import_entry_once_per_applicant",
        "INSERT INTO routing_importentry (run_id, outcome, customer_number, last_name, first_name,"
        " birth_date, differences, contradicts)"
        " SELECT run_id, 'new', customer_number, 'A', 'B', now(), '[]', false FROM routing_importentry",
        lambda scene: _entry(scene, customer_number=scene.applicant.customer_number),
        "Zu dieser Kundennummer gibt es in der Einspielung schon ein Ergebnis.",
    ),
    Attempt(
        "the same question twice",
        "import_question_once",
        "INSERT INTO routing_importquestion (entry_id, key, label, stored, filed, answer)"
        " SELECT entry_id, key, label, stored, filed, '' FROM routing_importquestion",
        lambda _: ImportQuestion(entry=ImportEntry.objects.get(), key="household", label="Haushalt"),
        "Diese Frage ist schon gestellt.",
    ),
    Attempt(
        "an answer by nobody",
        "import_question_answered_whole",
        "UPDATE routing_importquestion SET answer = 'file'",
        lambda _: ImportQuestion(entry=ImportEntry.objects.get(), key="pregnancy", label="S", answer="file"),
        "Wählen Sie, ob der Eintrag oder die Datei gilt.",
    ),
    Attempt(
        "the same likely duplicate twice",
        "import_duplicate_once",
        "INSERT INTO routing_importduplicate (entry_id, other_number)"
        " SELECT entry_id, other_number FROM routing_importduplicate",
        lambda _: ImportDuplicate(entry=ImportEntry.objects.get(), other_number="335A999999"),
        "Diese Dublette ist schon genannt.",
    ),
    Attempt(
        "a line dropped twice",
        "import_dropped_line_once",
        "INSERT INTO routing_importdroppedline (file_id, list_kind, line, dropped_at, dropped_by_id)"
        " SELECT file_id, list_kind, line, dropped_at, dropped_by_id FROM routing_importdroppedline",
        _dropped,
        "Diese Zeile ist schon weggelassen.",
    ),
    Attempt(
        "a line dropped of a workbook as a whole",
        "import_dropped_line_of_a_list",
        "UPDATE routing_importdroppedline SET list_kind = 'workbook'",
        lambda scene: _dropped(scene, list_kind="workbook"),
        "Diese Liste gibt es nicht.",
    ),
    Attempt(
        "a rule for an assessment, which no list may overwrite",
        "import_rule_known",
        "UPDATE routing_importfieldrule SET field = 'case_management' WHERE field = 'city'",
        lambda _: ImportFieldRule(field="case_management", rule="file"),
        "Wählen Sie Angabe und Regel aus der Liste.",
    ),
    Attempt(
        "two filters of one name",
        "saved_filter_named_once",
        "INSERT INTO routing_savedfilter (key, owner_id, name, query, is_start)"
        " SELECT gen_random_uuid(), owner_id, name, query, false FROM routing_savedfilter",
        lambda scene: _filter(scene, name="Meine Schwangeren"),
        "Sie haben schon eine Ansicht mit diesem Namen.",
    ),
    Attempt(
        "two start views",
        "saved_filter_one_start",
        "INSERT INTO routing_savedfilter (key, owner_id, name, query, is_start)"
        " SELECT gen_random_uuid(), owner_id, 'Noch einer', query, true FROM routing_savedfilter",
        lambda scene: _filter(scene, is_start=True),
        "Es gibt schon eine Startansicht.",
    ),
    Attempt(
        "a filter without a name",
        "saved_filter_named",
        "UPDATE routing_savedfilter SET name = ' '",
        lambda scene: _filter(scene, name=" "),
        "Geben Sie der Ansicht einen Namen.",
    ),
    Attempt(
        "an export for an unknown purpose",
        "export_known",
        "UPDATE routing_exportrun SET purpose = 'curious'",
        lambda scene: _export(scene, purpose="curious"),
        "Wählen Sie Inhalt, Format und Zweck aus der Liste.",
    ),
    Attempt(
        "a finished export without its file",
        "export_finished_whole",
        "UPDATE routing_exportrun SET state = 'finished', finished_at = now(), row_count = 1, content = ''",
        lambda scene: _export(scene, state="finished", finished_at=NOW, row_count=1),
        "Ein fertiger Export hat einen Zeitpunkt, eine Zahl der Zeilen und eine Datei.",
    ),
    Attempt(
        "an expired export that still knows what was searched for",
        "export_forgotten_whole",
        "UPDATE routing_exportrun SET state = 'expired', content = '', subjects = '{}', term = 'Sommer'",
        lambda scene: _export(scene, state="expired", term="Sommer"),
        "Von einem beendeten Export bleiben keine Personendaten.",
    ),
    Attempt(
        "an export that failed for no reason",
        "export_failed_with_reason",
        "UPDATE routing_exportrun SET state = 'failed', failure = ''",
        lambda scene: _export(scene, state="failed"),
        "Ein gescheiterter Export hat einen Grund, ein anderer keinen.",
    ),
)

LISTS_DOUBLES = {
    "routing.ImportRun.key": "INSERT INTO routing_importrun (key, state, requested_at, requested_by_id, attempts,"
    " counts, notice, ended_at) SELECT key, 'applied', now(), %(user)s, 0, '{}', '', now() FROM routing_importrun",
    "routing.ImportedRecord.applicant": "INSERT INTO routing_importedrecord SELECT * FROM routing_importedrecord",
    "routing.SavedFilter.key": "INSERT INTO routing_savedfilter (key, owner_id, name, query, is_start)"
    " SELECT key, owner_id, 'Noch einer', query, false FROM routing_savedfilter",
    "routing.ExportRun.key": "INSERT INTO routing_exportrun (key, content_kind, format, purpose, query, words, term,"
    " state, attempts, requested_at, requested_by_id, subjects, failure, content) SELECT key, content_kind, format,"
    " purpose, query, words, term, state, attempts, requested_at, requested_by_id, subjects, failure, content"
    " FROM routing_exportrun",
}
