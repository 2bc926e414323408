"""The back office and the operators' pages answer only to the networks that the settings name, when they name any."""

from collections.abc import Callable, Sequence
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from security.domain.visits import visit_of
from security.middleware.refusals import refuse
from security.networks import NetworkTable

ADMIN = "/admin/"
OPERATIONS = ("/healthz", "/readyz", "/metrics", "/styleguide")


class StaffDoor:
    """To strangers these pages do not exist. Orchestrators probe from the machine itself: it may always ask."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self._staff = _table(settings.ADMIN_NETWORKS)
        self._operators = _table(settings.OPERATIONS_NETWORKS)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        table = self._table_for(request.path_info)
        if table is None or _is_in(table, request):
            return self.get_response(request)
        return refuse(
            request, HTTPStatus.NOT_FOUND, "not_found", _("There is nothing at this address.")
        )

    def _table_for(self, path: str) -> NetworkTable | None:
        if self._staff is not None and f"{path}/".startswith(ADMIN):
            return self._staff
        if self._operators is not None and path.startswith(OPERATIONS):
            return self._operators
        return None


def _table(networks: Sequence[str]) -> NetworkTable | None:
    return NetworkTable((network, "") for network in networks) if networks else None


def _is_in(table: NetworkTable, request: HttpRequest) -> bool:
    visit = visit_of(request)
    return visit.is_local or table.label_of(visit.address or "") is not None
