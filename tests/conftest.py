"""What holds for all tests."""

from hypothesis import settings

# A slow machine is no defect: benchmarks measure time, tests do not.
settings.register_profile("dragoman", deadline=None)
settings.load_profile("dragoman")
