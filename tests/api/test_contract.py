"""The API keeps the contract it publishes, whatever it is asked (schemathesis, real server)."""

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.core.failures import Failure, FailureGroup

EXAMPLES = settings(
    max_examples=20, deadline=None, database=None, derandomize=True,
    suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate],
)  # fmt: skip


@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode), ids=lambda mode: mode.value)
def test_contract(site, mode):
    schema = schemathesis.openapi.from_url(f"{site.address}/api/v1/openapi.json")
    told = []
    for found in schema.get_all_operations():
        operation = found.ok()

        @EXAMPLES
        @given(case=operation.as_strategy(generation_mode=mode))
        def keeps(case):
            case.call_and_validate()

        try:
            keeps()
        except Unsatisfiable:  # nothing can be wrong where nothing is asked
            continue
        except (FailureGroup, Failure) as error:  # every operation has its say
            told.append(f"{operation.label}: {error}")
    assert not told, "\n\n".join(told)
