"""`h2o_wave.ui`, under the name it had in H2O Q."""

import sys
from importlib import import_module

sys.modules[__name__] = import_module("h2o_wave.ui")
