"""Why there is no answer: one shape for every refusal of the API, in both languages."""

import msgspec
from django.http import HttpResponse

from ecoop.core.bilingual import Text

PROBLEMS = {
    "not_found": Text(id="Tidak ditemukan.", en="Not found."),
    "invalid": Text(
        id="Permintaan tidak dapat dibaca; periksa nama dan nilai parameternya.",
        en="The request cannot be read; check the names and values of its parameters.",
    ),
    "cursor": Text(
        id="Penanda halaman (cursor) tidak dikenal. Mulai lagi tanpa cursor.",
        en="The page marker (cursor) is not one of ours. Start again without a cursor.",
    ),
    "forbidden": Text(
        id="Peran Anda tidak mencakup tindakan ini.", en="Your role does not include this action."
    ),
    "method": Text(
        id="API ini hanya untuk membaca: GET, HEAD, dan OPTIONS.",
        en="This API only reads: GET, HEAD and OPTIONS.",
    ),
    "too_many": Text(
        id="Terlalu banyak permintaan. Tunggu, lalu coba lagi.",
        en="Too many requests. Wait, then try again.",
    ),
    "broken": Text(
        id="Terjadi gangguan di pihak kami. Coba lagi beberapa menit lagi.",
        en="Something went wrong on our side. Try again in a few minutes.",
    ),
}
ENCODER = msgspec.json.Encoder()


def problem(status: int, code: str, *, headers=None, reference="") -> HttpResponse:
    """An answer that says why; `reference` is what our log calls a mistake of ours."""
    words = PROBLEMS[code]
    body = {"code": code, "message": {"id": words.id, "en": words.en}}
    if reference:
        body["reference"] = reference
    return HttpResponse(
        ENCODER.encode(body), status=int(status), content_type="application/json", headers=headers
    )
