"""Listen to what happens in engines, pools, sessions and mappers."""

from __future__ import annotations

from .core.event import CANCEL as CANCEL
from .core.event import NO_RETVAL as NO_RETVAL
from .core.event import Events as Events
from .core.event import EventTarget as EventTarget
from .core.event import RefCollection as RefCollection
from .core.event import contains as contains
from .core.event import dispatcher as dispatcher
from .core.event import listen as listen
from .core.event import listens_for as listens_for
from .core.event import remove as remove
