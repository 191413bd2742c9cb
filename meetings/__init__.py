"""Working groups, protocols, peer consultation (Ziffer 6). Knows no applicant: it cannot import one."""
