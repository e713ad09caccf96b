"""Every write of this engine: a named verb, one transaction, its entries in the journal. Each asks `may`."""

from .acting import act, hand_over
from .delegating import delegate, revoke
from .opening import cancel, open
from .reminding import remind
from .stopping import resume, stop
from .taking import take

__all__ = ["act", "cancel", "delegate", "hand_over", "open", "remind", "resume", "revoke", "stop", "take"]
