"""Partners, cooperation agreements, offers, measure planning (Ziffer 5). Knows no applicant: it cannot import one."""
