"""The street station's screens: a household put on record, invoices handed over, a matter taken in."""
