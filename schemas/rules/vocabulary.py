"""The closed vocabulary of a rule pack: every word that a pack may use, and nothing else."""

from __future__ import annotations

from typing import get_args

from schemas.paying import Method

FORMAT = "youshui-rules/1"

PAYERS = ("natural_person", "household", "small_scale")
"""自然人 · 个体工商户 · 小规模纳税人 (unit)."""
ITEMS = ("goods", "services", "labour", "transport", "construction", "housing_rent", "nonhousing_rent")
"""货物 · 服务 · 劳务报酬类服务 · 运输 · 建筑 · 住房出租 · 非住房出租."""
RENTS = ("housing_rent", "nonhousing_rent")
PLACES = ("city", "town", "other")
"""市区 · 县城、镇 · 其他."""
TAXES = ("vat", "urban", "edu", "local_edu", "pit", "stamp", "property", "land_use")
CHARGES = ("urban", "edu", "local_edu")
"""城市维护建设税 · 教育费附加 · 地方教育附加: what is charged on the VAT that is actually paid."""
PERIODS = ("month", "quarter")
COUNTED = ("day", "month", "filing")
"""Over what a limit counts: the day, the month, or the payer's own filing period."""
TESTS = ("below", "not_above")
"""`below`: exempt while strictly less (未达到). `not_above`: exempt up to and including the limit (不超过)."""
EXEMPT_BY_LAW = ("hubei_3pct_exempt", "small_3pct_exempt_2022")
EXEMPT_BY_LIMIT = ("below_day_threshold", "below_period_threshold")
PIT_METHODS = ("withheld", "assessed", "table", "lease_statutory")
MARKS = ("read", "summary", "recalled", "doubtful")
"""✔ the text was read · ✔2 read in a summary that quotes it · ~ general knowledge · ? doubtful."""
SITES = ("post", "street")
"""邮政代征网点 · 街道税务服务站."""
BUYERS = ("unit", "natural_person")
REASONS = ("境外", "overseas", "政府机关", "government", "其他", "other")
"""Why a buyer unit has no code 无纳税人识别号的原因, in either language; any other words count as `other`."""
METHODS: tuple[str, ...] = get_args(Method)
VOUCHERS = ("cash_receipt", "completion_certificate", "none")
"""税收缴款书(税务收现专用) · 税收完税证明 · nothing was collected."""
SOURCES_OF_NUMBERS = ("specimen", "paper_local", "platform_request")
NUMBERING = ("none", "stock", "awaited")
"""A specimen has no number; paper takes the next of the stock; a platform's number is waited for 待赋码."""
ASSUMPTIONS = ("A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8", "A9")
LANGUAGES = ("zh_CN", "en")
