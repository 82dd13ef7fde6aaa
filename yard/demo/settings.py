"""The places and people of the demonstration; all synthetic."""

from __future__ import annotations

from schemas.facts import SiteRegistered

CITY = "武汉市局（演示）"
CENTRE_PORT, POST_PORT, STREET_PORT = 8740, 8741, 8742
CENTRE_URL = f"http://127.0.0.1:{CENTRE_PORT}"
CLERK_NAME, PIN = "李慧芳", "135790"
RECONCILER = "陈核算"
SEED = 20260918

POST = SiteRegistered(
    site="420106-P0103",
    kind="post",
    name="武昌中南路邮政代征网点",
    district="420106",
    authority="国家税务总局武汉市武昌区税务局",
    authority_code="14201060000",
    collecting_unit="中国邮政集团有限公司武汉市分公司",
)
STREET = SiteRegistered(
    site="420111-S0061",
    kind="street",
    name="洪山关山街道税务服务站",
    district="420111",
    authority="国家税务总局武汉市洪山区税务局",
    authority_code="14201110000",
    collecting_unit="国家税务总局武汉市洪山区税务局",
)
