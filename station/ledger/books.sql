CREATE TABLE book_access (
    owner BLOB NOT NULL,
    seq BIGINT NOT NULL,
    part BIGINT NOT NULL,
    at_ms BIGINT NOT NULL,
    act TEXT NOT NULL,
    subject TEXT NOT NULL,
    "by" TEXT NOT NULL,
    why TEXT NOT NULL,
    count BIGINT NOT NULL,
    PRIMARY KEY (owner, seq, part)
)
 WITHOUT ROWID;

CREATE TABLE book_act (
    owner BLOB NOT NULL,
    seq BIGINT NOT NULL,
    part BIGINT NOT NULL,
    record TEXT NOT NULL,
    act TEXT NOT NULL,
    "on" TEXT NOT NULL,
    behind BLOB NOT NULL,
    detail BLOB NOT NULL,
    person BLOB,
    entry BLOB NOT NULL,
    clerk BLOB,
    PRIMARY KEY (owner, seq, part)
)
 WITHOUT ROWID;

CREATE INDEX book_act_record ON book_act (record);

CREATE TABLE book_agreement (
    owner BLOB NOT NULL,
    number TEXT NOT NULL,
    seq BIGINT NOT NULL,
    first TEXT NOT NULL,
    last TEXT NOT NULL,
    deposit_days BIGINT NOT NULL,
    deposit_fen BIGINT NOT NULL,
    remit_days BIGINT NOT NULL,
    fee_rate TEXT NOT NULL,
    fee_free TEXT NOT NULL,
    PRIMARY KEY (owner, number)
)
 WITHOUT ROWID;

CREATE TABLE book_allowance (
    owner BLOB NOT NULL,
    device BLOB NOT NULL,
    seq BIGINT NOT NULL,
    amount_fen BIGINT NOT NULL,
    count BIGINT NOT NULL,
    hours BIGINT NOT NULL,
    amber_percent BIGINT NOT NULL,
    red_percent BIGINT NOT NULL,
    PRIMARY KEY (owner, device, seq)
)
 WITHOUT ROWID;

CREATE TABLE book_allowance_source (
    owner BLOB NOT NULL,
    device BLOB NOT NULL,
    seq BIGINT NOT NULL,
    source TEXT NOT NULL,
    amount_fen BIGINT NOT NULL,
    PRIMARY KEY (owner, device, seq, source)
)
 WITHOUT ROWID;

CREATE TABLE book_aside (
    owner BLOB NOT NULL,
    seq BIGINT NOT NULL,
    part BIGINT NOT NULL,
    "on" TEXT NOT NULL,
    stock TEXT NOT NULL,
    code TEXT NOT NULL,
    first BIGINT NOT NULL,
    last BIGINT NOT NULL,
    how TEXT NOT NULL,
    PRIMARY KEY (owner, seq, part)
)
 WITHOUT ROWID;

CREATE TABLE book_assessment (
    owner BLOB NOT NULL,
    seq BIGINT NOT NULL,
    entry BLOB NOT NULL,
    at_ms BIGINT NOT NULL,
    "on" TEXT NOT NULL,
    bound_on TEXT NOT NULL,
    taxpayer BLOB NOT NULL,
    pack BLOB NOT NULL,
    exempt TEXT,
    gross_fen BIGINT NOT NULL,
    day_fen BIGINT NOT NULL,
    month_fen BIGINT NOT NULL,
    quarter_fen BIGINT NOT NULL,
    PRIMARY KEY (owner, seq)
)
 WITHOUT ROWID;

CREATE TABLE book_awaited (
    owner BLOB NOT NULL,
    entry BLOB NOT NULL,
    kind TEXT NOT NULL,
    seq BIGINT NOT NULL,
    "on" TEXT NOT NULL,
    state TEXT NOT NULL,
    supplied_on TEXT,
    PRIMARY KEY (owner, entry, kind)
)
 WITHOUT ROWID;

CREATE TABLE book_balance (
    owner BLOB NOT NULL,
    "on" TEXT NOT NULL,
    account TEXT NOT NULL,
    fen BIGINT NOT NULL,
    PRIMARY KEY (owner, "on", account)
)
 WITHOUT ROWID;

CREATE TABLE book_borrowed (
    owner BLOB NOT NULL,
    seq BIGINT NOT NULL,
    part BIGINT NOT NULL,
    loan BLOB NOT NULL,
    lender BLOB NOT NULL,
    amount_fen BIGINT NOT NULL,
    count BIGINT NOT NULL,
    PRIMARY KEY (owner, seq, part)
)
 WITHOUT ROWID;

CREATE TABLE book_case (
    owner BLOB NOT NULL,
    "case" BLOB NOT NULL,
    seq BIGINT NOT NULL,
    entry BLOB NOT NULL,
    kind TEXT NOT NULL,
    day TEXT NOT NULL,
    document_fen BIGINT NOT NULL,
    money_fen BIGINT NOT NULL,
    decision TEXT NOT NULL,
    decided BLOB,
    liable BLOB,
    closed TEXT NOT NULL,
    PRIMARY KEY (owner, "case")
)
 WITHOUT ROWID;

CREATE TABLE book_case_word (
    owner BLOB NOT NULL,
    seq BIGINT NOT NULL,
    part BIGINT NOT NULL,
    entry BLOB NOT NULL,
    "case" BLOB NOT NULL,
    act TEXT NOT NULL,
    words TEXT NOT NULL,
    decision BLOB,
    clerk BLOB,
    PRIMARY KEY (owner, seq, part)
)
 WITHOUT ROWID;

CREATE TABLE book_clerk (
    owner BLOB NOT NULL,
    ckey BLOB NOT NULL,
    clerk TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    "key" BLOB NOT NULL,
    seq BIGINT NOT NULL,
    PRIMARY KEY (owner, ckey)
)
 WITHOUT ROWID;

CREATE TABLE book_clock (
    owner BLOB NOT NULL,
    seq BIGINT NOT NULL,
    entry BLOB NOT NULL,
    wall_ms BIGINT NOT NULL,
    logical_ms BIGINT NOT NULL,
    PRIMARY KEY (owner, seq)
)
 WITHOUT ROWID;

CREATE TABLE book_contact (
    owner BLOB NOT NULL,
    seq BIGINT NOT NULL,
    part BIGINT NOT NULL,
    peer BLOB NOT NULL,
    frontier BLOB NOT NULL,
    peer_ms BIGINT NOT NULL,
    held BIGINT NOT NULL,
    heard_ms BIGINT NOT NULL,
    PRIMARY KEY (owner, seq, part)
)
 WITHOUT ROWID;

CREATE TABLE book_countersign (
    owner BLOB NOT NULL,
    seq BIGINT NOT NULL,
    part BIGINT NOT NULL,
    "on" TEXT NOT NULL,
    entry BLOB NOT NULL,
    clerk BLOB,
    PRIMARY KEY (owner, seq, part)
)
 WITHOUT ROWID;

CREATE TABLE book_day (
    owner BLOB NOT NULL,
    "on" TEXT NOT NULL,
    state TEXT NOT NULL,
    acts BIGINT NOT NULL,
    late BIGINT NOT NULL,
    float_fen BIGINT NOT NULL,
    closed_seq BIGINT,
    cash_fen BIGINT,
    difference_fen BIGINT,
    PRIMARY KEY (owner, "on")
)
 WITHOUT ROWID;

CREATE TABLE book_deposit (
    owner BLOB NOT NULL,
    seq BIGINT NOT NULL,
    part BIGINT NOT NULL,
    "on" TEXT NOT NULL,
    entry BLOB NOT NULL,
    slip_no TEXT NOT NULL,
    bag_no TEXT NOT NULL,
    seal_no TEXT NOT NULL,
    amount_fen BIGINT NOT NULL,
    clerk BLOB,
    reviewer BLOB NOT NULL,
    PRIMARY KEY (owner, seq, part)
)
 WITHOUT ROWID;

CREATE TABLE book_device (
    owner BLOB NOT NULL,
    "key" BLOB NOT NULL,
    box BLOB NOT NULL,
    certificate BLOB NOT NULL,
    PRIMARY KEY (owner)
)
 WITHOUT ROWID;

CREATE TABLE book_directory (
    owner BLOB NOT NULL,
    seq BIGINT NOT NULL,
    part BIGINT NOT NULL,
    device BLOB NOT NULL,
    serial BIGINT NOT NULL,
    behind BIGINT NOT NULL,
    sha256 BLOB NOT NULL,
    count BIGINT NOT NULL,
    scope TEXT NOT NULL,
    PRIMARY KEY (owner, seq, part)
)
 WITHOUT ROWID;

CREATE TABLE book_feed (
    author BLOB NOT NULL,
    last BIGINT NOT NULL,
    head BLOB NOT NULL,
    rows BLOB NOT NULL,
    fold INTEGER NOT NULL,
    PRIMARY KEY (author)
);

CREATE TABLE book_field (
    owner BLOB NOT NULL,
    seq BIGINT NOT NULL,
    part BIGINT NOT NULL,
    record TEXT NOT NULL,
    field TEXT NOT NULL,
    value TEXT,
    entry BLOB NOT NULL,
    clerk BLOB,
    PRIMARY KEY (owner, seq, part)
)
 WITHOUT ROWID;

CREATE INDEX book_field_record ON book_field (record);

CREATE TABLE book_handover (
    owner BLOB NOT NULL,
    seq BIGINT NOT NULL,
    part BIGINT NOT NULL,
    "on" TEXT NOT NULL,
    entry BLOB NOT NULL,
    giver BLOB,
    receiver BLOB NOT NULL,
    books_fen BIGINT NOT NULL,
    difference_fen BIGINT NOT NULL,
    PRIMARY KEY (owner, seq, part)
)
 WITHOUT ROWID;

CREATE TABLE book_invoice (
    owner BLOB NOT NULL,
    code TEXT NOT NULL,
    number TEXT NOT NULL,
    seq BIGINT NOT NULL,
    entry BLOB NOT NULL,
    "on" TEXT NOT NULL,
    bound_on TEXT NOT NULL,
    source TEXT NOT NULL,
    net_fen BIGINT NOT NULL,
    vat_fen BIGINT NOT NULL,
    rate TEXT,
    exempt TEXT,
    taxpayer BLOB NOT NULL,
    buyer BLOB NOT NULL,
    clerk BLOB,
    state TEXT NOT NULL,
    voided_on TEXT,
    PRIMARY KEY (owner, code, number)
)
 WITHOUT ROWID;

CREATE INDEX book_invoice_owner_seq_source_net_fen ON book_invoice (owner, seq, source, net_fen);

CREATE INDEX book_invoice_taxpayer_bound_on ON book_invoice (taxpayer, bound_on);

CREATE TABLE book_lent (
    owner BLOB NOT NULL,
    seq BIGINT NOT NULL,
    part BIGINT NOT NULL,
    entry BLOB NOT NULL,
    borrower BLOB NOT NULL,
    amount_fen BIGINT NOT NULL,
    count BIGINT NOT NULL,
    grant BIGINT NOT NULL,
    "after" BIGINT NOT NULL,
    PRIMARY KEY (owner, seq, part)
)
 WITHOUT ROWID;

CREATE TABLE book_levy (
    owner BLOB NOT NULL,
    seq BIGINT NOT NULL,
    part BIGINT NOT NULL,
    "on" TEXT NOT NULL,
    taxpayer BLOB NOT NULL,
    tax TEXT NOT NULL,
    levy_item TEXT NOT NULL,
    period_from TEXT NOT NULL,
    period_to TEXT NOT NULL,
    base_fen BIGINT NOT NULL,
    rate TEXT NOT NULL,
    before_fen BIGINT NOT NULL,
    relief_fen BIGINT NOT NULL,
    relief_code TEXT,
    due_fen BIGINT NOT NULL,
    late_fee_fen BIGINT NOT NULL,
    collector TEXT NOT NULL,
    voucher TEXT,
    pack BLOB,
    state TEXT NOT NULL,
    PRIMARY KEY (owner, seq, part)
)
 WITHOUT ROWID;

CREATE INDEX book_levy_owner_on ON book_levy (owner, "on");

CREATE INDEX book_levy_taxpayer_period_from ON book_levy (taxpayer, period_from);

CREATE TABLE book_look (
    owner BLOB NOT NULL,
    seq BIGINT NOT NULL,
    part BIGINT NOT NULL,
    "on" TEXT NOT NULL,
    clerk TEXT NOT NULL,
    searches BIGINT NOT NULL,
    opened BIGINT NOT NULL,
    PRIMARY KEY (owner, seq, part)
)
 WITHOUT ROWID;

CREATE TABLE book_note (
    owner BLOB NOT NULL,
    seq BIGINT NOT NULL,
    part BIGINT NOT NULL,
    record TEXT NOT NULL,
    entry BLOB NOT NULL,
    nonce BLOB NOT NULL,
    data BLOB NOT NULL,
    PRIMARY KEY (owner, seq, part)
)
 WITHOUT ROWID;

CREATE INDEX book_note_record ON book_note (record);

CREATE TABLE book_numbers (
    owner BLOB NOT NULL,
    block TEXT NOT NULL,
    seq BIGINT NOT NULL,
    device BLOB NOT NULL,
    stock TEXT NOT NULL,
    source TEXT NOT NULL,
    code TEXT NOT NULL,
    first BIGINT NOT NULL,
    last BIGINT NOT NULL,
    width BIGINT NOT NULL,
    PRIMARY KEY (owner, block)
)
 WITHOUT ROWID;

CREATE TABLE book_numbers_used (
    owner BLOB NOT NULL,
    block TEXT NOT NULL,
    last BIGINT NOT NULL,
    count BIGINT NOT NULL,
    PRIMARY KEY (owner, block)
)
 WITHOUT ROWID;

CREATE TABLE book_pack (
    owner BLOB NOT NULL,
    pack BLOB NOT NULL,
    seq BIGINT NOT NULL,
    id TEXT NOT NULL,
    version TEXT NOT NULL,
    first TEXT NOT NULL,
    last TEXT NOT NULL,
    PRIMARY KEY (owner, pack)
)
 WITHOUT ROWID;

CREATE TABLE book_payment (
    owner BLOB NOT NULL,
    order_no TEXT NOT NULL,
    seq BIGINT NOT NULL,
    "on" TEXT NOT NULL,
    method TEXT NOT NULL,
    amount_fen BIGINT NOT NULL,
    reference TEXT,
    purpose BLOB,
    state TEXT NOT NULL,
    reversed_on TEXT,
    PRIMARY KEY (owner, order_no)
)
 WITHOUT ROWID;

CREATE INDEX book_payment_owner_on ON book_payment (owner, "on");

CREATE TABLE book_quarantine (
    owner BLOB NOT NULL,
    seq BIGINT NOT NULL,
    part BIGINT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (owner, seq, part)
)
 WITHOUT ROWID;

CREATE TABLE book_red (
    owner BLOB NOT NULL,
    code TEXT NOT NULL,
    number TEXT NOT NULL,
    seq BIGINT NOT NULL,
    entry BLOB NOT NULL,
    "on" TEXT NOT NULL,
    source TEXT NOT NULL,
    of_code TEXT NOT NULL,
    of_number TEXT NOT NULL,
    of_entry BLOB NOT NULL,
    net_fen BIGINT NOT NULL,
    vat_fen BIGINT NOT NULL,
    reason TEXT NOT NULL,
    money TEXT NOT NULL,
    clerk BLOB,
    PRIMARY KEY (owner, code, number)
)
 WITHOUT ROWID;

CREATE TABLE book_reddened (
    owner BLOB NOT NULL,
    entry BLOB NOT NULL,
    code TEXT NOT NULL,
    number TEXT NOT NULL,
    net_fen BIGINT NOT NULL,
    vat_fen BIGINT NOT NULL,
    count BIGINT NOT NULL,
    PRIMARY KEY (owner, entry, code, number)
)
 WITHOUT ROWID;

CREATE TABLE book_refund (
    owner BLOB NOT NULL,
    seq BIGINT NOT NULL,
    part BIGINT NOT NULL,
    "on" TEXT NOT NULL,
    entry BLOB NOT NULL,
    of_entry BLOB NOT NULL,
    total_fen BIGINT NOT NULL,
    stage TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (owner, seq, part)
)
 WITHOUT ROWID;

CREATE TABLE book_refusal (
    owner BLOB NOT NULL,
    seq BIGINT NOT NULL,
    part BIGINT NOT NULL,
    "on" TEXT NOT NULL,
    entry BLOB NOT NULL,
    reason TEXT NOT NULL,
    matter TEXT NOT NULL,
    clerk BLOB,
    PRIMARY KEY (owner, seq, part)
)
 WITHOUT ROWID;

CREATE TABLE book_reissue (
    owner BLOB NOT NULL,
    seq BIGINT NOT NULL,
    part BIGINT NOT NULL,
    "on" TEXT NOT NULL,
    entry BLOB NOT NULL,
    stock TEXT NOT NULL,
    place BIGINT NOT NULL,
    code TEXT NOT NULL,
    number TEXT NOT NULL,
    to_code TEXT NOT NULL,
    to_number TEXT NOT NULL,
    source TEXT NOT NULL,
    how TEXT NOT NULL,
    PRIMARY KEY (owner, seq, part)
)
 WITHOUT ROWID;

CREATE TABLE book_remittance (
    owner BLOB NOT NULL,
    number TEXT NOT NULL,
    seq BIGINT NOT NULL,
    entry BLOB NOT NULL,
    first TEXT NOT NULL,
    last TEXT NOT NULL,
    count BIGINT NOT NULL,
    total_fen BIGINT NOT NULL,
    "by" TEXT NOT NULL,
    PRIMARY KEY (owner, number)
)
 WITHOUT ROWID;

CREATE TABLE book_remitted (
    owner BLOB NOT NULL,
    number TEXT NOT NULL,
    part BIGINT NOT NULL,
    feed BLOB NOT NULL,
    code TEXT NOT NULL,
    first TEXT NOT NULL,
    last TEXT NOT NULL,
    count BIGINT NOT NULL,
    fen BIGINT NOT NULL,
    PRIMARY KEY (owner, number, part)
)
 WITHOUT ROWID;

CREATE TABLE book_returned (
    owner BLOB NOT NULL,
    seq BIGINT NOT NULL,
    part BIGINT NOT NULL,
    loan BLOB NOT NULL,
    "by" BIGINT NOT NULL,
    PRIMARY KEY (owner, seq, part)
)
 WITHOUT ROWID;

CREATE TABLE book_revocation (
    owner BLOB NOT NULL,
    device BLOB NOT NULL,
    seq BIGINT NOT NULL,
    last_seq BIGINT NOT NULL,
    head BLOB NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (owner, device)
)
 WITHOUT ROWID;

CREATE TABLE book_roll (
    owner BLOB NOT NULL,
    seq BIGINT NOT NULL,
    part BIGINT NOT NULL,
    "on" TEXT NOT NULL,
    printer TEXT NOT NULL,
    stock TEXT NOT NULL,
    code TEXT NOT NULL,
    first BIGINT NOT NULL,
    last BIGINT NOT NULL,
    width BIGINT NOT NULL,
    PRIMARY KEY (owner, seq, part)
)
 WITHOUT ROWID;

CREATE TABLE book_scope (
    owner BLOB NOT NULL,
    seq BIGINT NOT NULL,
    part BIGINT NOT NULL,
    kinds TEXT NOT NULL,
    districts TEXT NOT NULL,
    PRIMARY KEY (owner, seq, part)
)
 WITHOUT ROWID;

CREATE TABLE book_settlement (
    owner BLOB NOT NULL,
    seq BIGINT NOT NULL,
    part BIGINT NOT NULL,
    "on" TEXT NOT NULL,
    entry BLOB NOT NULL,
    first TEXT NOT NULL,
    last TEXT NOT NULL,
    due_fen BIGINT NOT NULL,
    deposited_fen BIGINT NOT NULL,
    electronic_fen BIGINT NOT NULL,
    PRIMARY KEY (owner, seq, part)
)
 WITHOUT ROWID;

CREATE TABLE book_site (
    owner BLOB NOT NULL,
    site TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    district TEXT NOT NULL,
    authority TEXT NOT NULL,
    authority_code TEXT NOT NULL,
    collecting_unit TEXT NOT NULL,
    PRIMARY KEY (owner, site)
)
 WITHOUT ROWID;

CREATE TABLE book_statement_file (
    owner BLOB NOT NULL,
    file BLOB NOT NULL,
    seq BIGINT NOT NULL,
    state TEXT NOT NULL,
    format TEXT NOT NULL,
    channel TEXT NOT NULL,
    name TEXT NOT NULL,
    lines BIGINT NOT NULL,
    paid_fen BIGINT NOT NULL,
    refunded_fen BIGINT NOT NULL,
    "by" TEXT NOT NULL,
    PRIMARY KEY (owner, file)
)
 WITHOUT ROWID;

CREATE TABLE book_superseded (
    owner BLOB NOT NULL,
    seq BIGINT NOT NULL,
    part BIGINT NOT NULL,
    entry BLOB NOT NULL,
    record TEXT NOT NULL,
    field TEXT NOT NULL,
    PRIMARY KEY (owner, seq, part, entry)
)
 WITHOUT ROWID;

CREATE INDEX book_superseded_record ON book_superseded (record);

CREATE TABLE book_supplement (
    owner BLOB NOT NULL,
    seq BIGINT NOT NULL,
    part BIGINT NOT NULL,
    "on" TEXT NOT NULL,
    "of" TEXT NOT NULL,
    entry BLOB NOT NULL,
    note TEXT NOT NULL,
    difference_fen BIGINT,
    PRIMARY KEY (owner, seq, part)
)
 WITHOUT ROWID;

CREATE TABLE book_taxpayer_day (
    owner BLOB NOT NULL,
    taxpayer BLOB NOT NULL,
    "on" TEXT NOT NULL,
    gross_fen BIGINT NOT NULL,
    count BIGINT NOT NULL,
    PRIMARY KEY (owner, taxpayer, "on")
)
 WITHOUT ROWID;

CREATE TABLE book_void (
    owner BLOB NOT NULL,
    seq BIGINT NOT NULL,
    part BIGINT NOT NULL,
    entry BLOB NOT NULL,
    "on" TEXT NOT NULL,
    code TEXT NOT NULL,
    number TEXT NOT NULL,
    issued BLOB NOT NULL,
    PRIMARY KEY (owner, seq, part)
)
 WITHOUT ROWID;

CREATE TABLE book_voucher (
    owner BLOB NOT NULL,
    code TEXT NOT NULL,
    number TEXT NOT NULL,
    seq BIGINT NOT NULL,
    entry BLOB NOT NULL,
    "on" TEXT NOT NULL,
    voucher TEXT NOT NULL,
    total_fen BIGINT NOT NULL,
    state TEXT NOT NULL,
    voided_on TEXT,
    PRIMARY KEY (owner, code, number)
)
 WITHOUT ROWID
