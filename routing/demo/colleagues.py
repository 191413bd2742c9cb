"""The people of the demo office: accounts of each role, with invented telephone numbers (no subscriber number in
Germany begins with 0) and rooms.
"""

from dataclasses import dataclass

from routing.rules.codes import DeskCode
from staff.roles import Role

PASSWORD = "demo-jobcenter"


@dataclass(frozen=True, slots=True)
class Colleague:
    """An account of the demo office."""

    username: str
    first_name: str
    last_name: str
    role: Role = Role.CASEWORKER
    desk: DeskCode | None = None
    team: str = ""
    extension: int = 0
    share: int = 100

    @property
    def short_name(self) -> str:
        """The name as screens show it."""
        return f"{self.first_name[:1]}. {self.last_name}"

    @property
    def telephone(self) -> str:
        """The number on the desk."""
        return f"{SWITCHBOARD}-{self.extension}" if self.extension else ""


SWITCHBOARD = "02331 0000"
DESK_CONTACTS = {
    DeskCode.SELF_EMPLOYED: (f"{SWITCHBOARD}-500", "B 2.10"),
    DeskCode.U25_AEZ: (f"{SWITCHBOARD}-210", "A 1.05"),
    DeskCode.U25: (f"{SWITCHBOARD}-200", "A 1.01"),
    DeskCode.REHA_SB: (f"{SWITCHBOARD}-300", "B 1.04"),
    DeskCode.CASE_MANAGEMENT: (f"{SWITCHBOARD}-400", "B 3.02"),
    DeskCode.IFK_AEZ: (f"{SWITCHBOARD}-100", "A 2.01"),
    DeskCode.PLACEMENT: (f"{SWITCHBOARD}-600", "C 1.01"),
}

_SERVICE, _U25, _REHA = "Bewerber-Service", "U25", "Reha/SB"
_CASE_MANAGEMENT, _SELF_EMPLOYED, _PLACEMENT = "Fallmanagement", "Selbstständige", "Arbeitsvermittlung Ü25"

CASEWORKERS = (
    Colleague("m.keller", "Martina", "Keller", desk=DeskCode.IFK_AEZ, team=_SERVICE, extension=101),
    Colleague("s.aydin", "Selin", "Aydın", desk=DeskCode.IFK_AEZ, team=_SERVICE, extension=102),
    Colleague("t.weiss", "Tobias", "Weiß", desk=DeskCode.IFK_AEZ, team=_SERVICE, extension=103, share=50),
    Colleague("p.novak", "Petra", "Novak", desk=DeskCode.IFK_AEZ, team=_SERVICE, extension=104),
    Colleague("l.brandt", "Lara", "Brandt", desk=DeskCode.U25_AEZ, team=_U25, extension=211),
    Colleague("j.kowalczyk", "Jan", "Kowalczyk", desk=DeskCode.U25, team=_U25, extension=201),
    Colleague("a.rossi", "Alessia", "Rossi", desk=DeskCode.U25, team=_U25, extension=202),
    Colleague("u.hoernig", "Ulrike", "Hörnig", desk=DeskCode.REHA_SB, team=_REHA, extension=301),
    Colleague("d.grabowski", "Dirk", "Grabowski", desk=DeskCode.CASE_MANAGEMENT, team=_CASE_MANAGEMENT, extension=401),
    Colleague("y.haddad", "Yasmin", "Haddad", desk=DeskCode.CASE_MANAGEMENT, team=_CASE_MANAGEMENT, extension=402),
    Colleague("f.lohmann", "Frank", "Lohmann", desk=DeskCode.SELF_EMPLOYED, team=_SELF_EMPLOYED, extension=501),
    Colleague("c.marten", "Christa", "Marten", desk=DeskCode.PLACEMENT, team=_PLACEMENT, extension=601),
    Colleague("e.yildirim", "Emre", "Yıldırım", desk=DeskCode.PLACEMENT, team=_PLACEMENT, extension=602),
    Colleague("b.juric", "Branka", "Jurić", desk=DeskCode.PLACEMENT, team=_PLACEMENT, extension=603),
)

TEAM_LEADS = (
    Colleague("h.sommer", "Heike", "Sommer", Role.TEAM_LEAD, team=_SERVICE, extension=190),
    Colleague("r.voss", "Rüdiger", "Voß", Role.TEAM_LEAD, team=_U25, extension=290),
    Colleague("k.oztuerk", "Kemal", "Öztürk", Role.TEAM_LEAD, team=_REHA, extension=390),
    Colleague("i.peters", "Ines", "Peters", Role.TEAM_LEAD, team=_CASE_MANAGEMENT, extension=490),
    Colleague("g.schaefer", "Gerd", "Schäfer", Role.TEAM_LEAD, team=_SELF_EMPLOYED, extension=590),
    Colleague("n.dahlhaus", "Nora", "Dahlhaus", Role.TEAM_LEAD, team=_PLACEMENT, extension=690),
)

OTHERS = (
    Colleague("w.behrens", "Wiebke", "Behrens", Role.DIVISION_HEAD, extension=10),
    Colleague("z.celik", "Zehra", "Çelik", Role.EQUAL_OPPORTUNITIES, extension=20),
    Colleague("o.lindner", "Oliver", "Lindner", Role.MEASURES_TEAM, extension=30),
    Colleague("q.tran", "Quyen", "Trần", Role.CONTROLLING, extension=40),
    Colleague("v.auskunft", "Vera", "Fröhlich", Role.RECEPTION, extension=50),
    Colleague("x.admin", "Xaver", "Böhm", Role.ADMINISTRATION, extension=60),
)

EVERYBODY = (*CASEWORKERS, *TEAM_LEADS, *OTHERS)
LOGINS = (CASEWORKERS[0], TEAM_LEADS[0], *OTHERS)


def caseworkers_of(desk: DeskCode) -> tuple[Colleague, ...]:
    """The caseworkers of a desk; the demo office has at least one for each."""
    return tuple(colleague for colleague in CASEWORKERS if colleague.desk is desk)
