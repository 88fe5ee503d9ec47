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
# What is wrong with one parameter, by the first word of pydantic's kind of error.
WRONG = {
    "less_than_equal": Text(id="paling besar {le}", en="at most {le}"),
    "greater_than_equal": Text(id="paling kecil {ge}", en="at least {ge}"),
    "int": Text(id="harus bilangan bulat", en="must be a whole number"),
    "string_too_long": Text(
        id="paling panjang {max_length} huruf", en="at most {max_length} letters"
    ),
    "too_long": Text(id="paling banyak {max_length} nilai", en="at most {max_length} values"),
    "string_pattern": Text(
        id="tidak sesuai bentuknya: {pattern}", en="is not of the form {pattern}"
    ),
    "missing": Text(id="harus diisi", en="is wanted"),
    "": Text(id="nilainya tidak dapat dibaca", en="has a value that cannot be read"),
}
ENCODER = msgspec.json.Encoder()


def problem(status: int, code: str, *, headers=None, reference="", wrong=()) -> HttpResponse:
    """An answer that says why; `reference` is what our log calls a mistake of ours, `wrong` the
    errors of pydantic about the parameters, each of which is named."""
    words = PROBLEMS[code]
    body = {"code": code, "message": {"id": words.id, "en": words.en}}
    if wrong:
        told = [_told(error) for error in wrong]
        body["message"] = {
            lang: " ".join([words.in_(lang), *(f"{one.in_(lang)}." for one in told)])
            for lang in ("id", "en")
        }
    if reference:
        body["reference"] = reference
    return HttpResponse(
        ENCODER.encode(body), status=int(status), content_type="application/json", headers=headers
    )


def _told(error: dict) -> Text:
    """One error of pydantic: the parameter as it stands in the address, and what it may be."""
    name = next((str(part) for part in reversed(error["loc"]) if isinstance(part, str)), "")
    kind = next(begin for begin in WRONG if error["type"].startswith(begin))
    limits = error.get("ctx", {})
    return Text(*(f"`{name}`: {WRONG[kind].in_(lang).format(**limits)}" for lang in ("id", "en")))
