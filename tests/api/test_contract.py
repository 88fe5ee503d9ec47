"""The API keeps the contract it publishes, whatever it is asked (schemathesis, real server)."""

import pytest
import schemathesis
from hypothesis import HealthCheck, settings


@pytest.fixture(scope="session")
def published(site):
    return schemathesis.openapi.from_url(f"{site.address}/api/v1/openapi.json")


schema = schemathesis.pytest.from_fixture("published")


@schema.parametrize()
@settings(max_examples=25, deadline=None, database=None, derandomize=True,
          suppress_health_check=list(HealthCheck))  # fmt: skip
def test_contract(case):
    case.call_and_validate()
