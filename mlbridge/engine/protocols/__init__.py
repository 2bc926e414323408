"""The fixed protocols: how each method is measured on published data, against its baseline in the same run."""

from mlbridge.engine.protocols.report import Line, Report
from mlbridge.engine.protocols.tasks import TASKS, Task

__all__ = ["TASKS", "Line", "Report", "Task"]
