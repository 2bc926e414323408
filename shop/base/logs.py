"""Log lines as JSON, one event a line, so that no value can forge a second line."""

import json
import logging
from datetime import UTC, datetime


class JsonLines(logging.Formatter):
    """``{"at", "level", "logger", "message", "error"?}`` in UTC."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, tz=UTC).isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)
