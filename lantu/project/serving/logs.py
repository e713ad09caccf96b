"""What must not stand in a log."""

from __future__ import annotations

import logging
import re

_TOKEN = re.compile(r"(/login/)[\w-]+")


class WithoutTokens(logging.Filter):
    """Cuts the token out of a login link, also out of one that was mistyped and is still good."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = _TOKEN.sub(r"\1…", record.getMessage()), ()
        return True
