"""The inspector, under the path that users of the reference import it by."""

from __future__ import annotations

from ..core.engine.catalog import Catalog as Catalog
from ..core.engine.catalog import Wanted as Wanted
from ..core.engine.catalog import unknown_type as unknown_type
from ..core.engine.reflected import ObjectKind as ObjectKind
from ..core.engine.reflected import ObjectScope as ObjectScope
from ..core.engine.reflection import Inspector as Inspector
