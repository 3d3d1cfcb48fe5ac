"""Where the look of a site lies: templates, styles, scripts and words, the folder `site_config`.

It stands at the top of the repository, and travels inside the package when that is installed.
"""

from pathlib import Path

_INSTALLED = Path(__file__).parent / "site_config"
LOOK = _INSTALLED if _INSTALLED.is_dir() else Path(__file__).parents[2] / "site_config"
