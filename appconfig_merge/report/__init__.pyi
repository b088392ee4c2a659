from appconfig_merge.report.document import demand_extra as demand_extra
from appconfig_merge.report.matrix.data import Compared as Compared
from appconfig_merge.report.matrix.page import render_matrix_page as render_matrix_page
from appconfig_merge.report.page import render_report as render_report
