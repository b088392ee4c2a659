from appconfig_merge.report.document import demand_extra as demand_extra
from appconfig_merge.report.page import render_report as render_report
