from typing import Final

from appconfig_merge.releases.choice import choose as choose
from appconfig_merge.releases.choice import choose_for as choose_for
from appconfig_merge.releases.table import Release as Release
from appconfig_merge.releases.table import ReleaseError as ReleaseError
from appconfig_merge.releases.table import newest as newest

AUTO: Final = "auto"
DOCUMENTED: Final = "documented"
