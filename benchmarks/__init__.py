"""Speed beside SQLAlchemy and the bare driver, as ratios: ``python -m benchmarks``."""
