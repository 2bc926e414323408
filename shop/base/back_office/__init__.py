"""Ways of the back office that every room shares: records, soft delete, history, amounts, logs and long lists."""

from shop.base.back_office.amounts import AmountsForm, MinorUnitsField
from shop.base.back_office.histories import HistoryAdmin
from shop.base.back_office.lists import LongListAdmin, LongListPaginator, ReadOnlyAdmin
from shop.base.back_office.records import DeletedFilter, RecordAdmin, SoftRecordAdmin

__all__ = [
    "AmountsForm",
    "DeletedFilter",
    "HistoryAdmin",
    "LongListAdmin",
    "LongListPaginator",
    "MinorUnitsField",
    "ReadOnlyAdmin",
    "RecordAdmin",
    "SoftRecordAdmin",
]
