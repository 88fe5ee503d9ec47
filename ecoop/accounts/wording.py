"""What entries of the ledger say about accounts and acting powers, in words."""

from ecoop.accounts.models import Acting
from ecoop.accounts.queries import names_of
from ecoop.accounts.roles import Role
from ecoop.accounts.units import unit_name
from ecoop.core import scopes
from ecoop.core.bilingual import Text
from ecoop.core.shown import day
from ecoop.core.telling import describe_facts, look_up

FROM, TO = Text(id="Sejak", en="From"), Text(id="Sampai", en="To")
ACTS = {
    "assign_role": Text(id="Memberikan peran", en="Give a role"),
    "enable": Text(id="Mengaktifkan akun", en="Enable the account"),
    "invite": Text(id="Tautan kata sandi baru", en="New password link"),
    "forget_factors": Text(id="Menghapus faktor kedua", en="Forget the second factor"),
}
look_up(names_of)
describe_facts(
    "account",
    {
        "role": Text(id="Peran", en="Role"),
        "unit": Text(id="Unit kerja", en="Unit"),
        "unit_id": Text(id="Unit kerja", en="Unit"),
        "scope": Text(id="Organisasi atau wilayah", en="Organisation or region"),
        "from": FROM,
        "to": TO,
        "from_on": FROM,
        "to_on": TO,
        "name": Text(id="Nama", en="Name"),
        "email": Text(id="Surel", en="E-mail"),
        "factors": Text(id="Faktor masuk", en="Sign-in factors"),
        "address": Text(id="Alamat jaringan", en="Network address"),
        "page": Text(id="Halaman", en="Page"),
        "act": Text(id="Tindakan", en="Act"),
        "acting_for": Text(id="Bertindak untuk", en="Acts for"),
        "proposed_by": Text(id="Diusulkan oleh", en="Proposed by"),
    },
    said={
        "role": lambda role: Role(role).label,
        "unit": unit_name, "unit_id": unit_name,
        "from": day, "to": day, "from_on": day, "to_on": day, "scope": scopes.words,
        "act": lambda act: ACTS.get(act, act),
    },
)  # fmt: skip
describe_facts(
    "acting",
    {
        "officer": Text(id="Pelaksana", en="Acting officer"),
        "kind": Text(id="Jenis", en="Kind"),
        "basis": Text(id="Dasar", en="Basis"),
        "from": FROM,
        "to": TO,
    },
    said={"kind": lambda kind: Acting.Kind(kind).label, "from": day, "to": day},
)
