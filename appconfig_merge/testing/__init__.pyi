from appconfig_merge.testing.credentials import ACCOUNT_SID as ACCOUNT_SID
from appconfig_merge.testing.credentials import API_KEY as API_KEY
from appconfig_merge.testing.credentials import API_SECRET as API_SECRET
from appconfig_merge.testing.credentials import AUTH_TOKEN as AUTH_TOKEN
from appconfig_merge.testing.fake import FakeFlexApi as FakeFlexApi
from appconfig_merge.testing.faults import CannedAnswer as CannedAnswer
from appconfig_merge.testing.faults import Collision as Collision
from appconfig_merge.testing.faults import CutOff as CutOff
from appconfig_merge.testing.faults import Fault as Fault
from appconfig_merge.testing.faults import RateLimited as RateLimited
from appconfig_merge.testing.faults import Redirect as Redirect
from appconfig_merge.testing.faults import Refused as Refused
from appconfig_merge.testing.faults import ServerError as ServerError
from appconfig_merge.testing.faults import Slow as Slow
from appconfig_merge.testing.fleet import FakeFleet as FakeFleet
from appconfig_merge.testing.fleet import FleetAccount as FleetAccount
from appconfig_merge.testing.listening import NotListeningError as NotListeningError
from appconfig_merge.testing.messages import Received as Received
from appconfig_merge.testing.resource import READ_ONLY as READ_ONLY

Answer = CannedAnswer
