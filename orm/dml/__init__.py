"""INSERT, UPDATE and DELETE of mapped classes."""
