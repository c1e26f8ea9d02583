"""Loading: from a statement with entities to objects. Importing it makes the compiler know such statements."""

from . import plan as plan  # registers the statement plugin
