"""Which desk is responsible, why and until when (Ziffer 2 and 3): applicants, household, rules, assignment."""
