"""What may be asked of every address: the shapes of codes, words, lists and pages of lists."""

from typing import Annotated

from ninja import Schema
from pydantic import Field

from ecoop.api import shapes

Code = Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{1,24}$")]
Words = Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")]
Many = Annotated[
    list[Annotated[str, Field(max_length=60, pattern=r"^[^\x00]*$")]], Field(max_length=50)
]
OK_OR_NOT = {400: shapes.Problem, 404: shapes.Problem, 422: shapes.Problem}


class PageQuery(Schema):
    limit: Annotated[int, Field(ge=1, le=200)] = 50
    cursor: Annotated[str, Field(max_length=400, pattern=r"^[A-Za-z0-9_-]*$")] = ""
